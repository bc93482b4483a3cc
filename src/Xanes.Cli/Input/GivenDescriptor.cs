using Xanes.Interop;

namespace Xanes.Cli.Input;

/// <summary>A descriptor to find a structure from.</summary>
/// <param name="Place">Where it came from, for messages.</param>
/// <param name="Values">The vector, [features].</param>
/// <param name="Absorber">The symbol of the absorbing element, where the input names it.</param>
/// <param name="Original">The cluster that it describes, absorber first, where the input is a structure.</param>
internal sealed record GivenDescriptor(string Place, float[] Values, string? Absorber, AtomicStructure? Original);
