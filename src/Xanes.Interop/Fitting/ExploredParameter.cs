namespace Xanes.Interop;

/// <summary>A parameter that is moved by hand.</summary>
/// <param name="Name">Its name, the same as in a fit.</param>
/// <param name="Unit">Its unit; empty where it has none.</param>
/// <param name="Lower">The lowest value.</param>
/// <param name="Upper">The highest value.</param>
/// <param name="Neutral">The value that leaves structure, energies and broadening as they are.</param>
public sealed record ExploredParameter(string Name, string Unit, double Lower, double Upper, double Neutral);
