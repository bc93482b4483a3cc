namespace Xanes.Fuzz;

/// <summary>A mutated file.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Target">What reads it.</param>
/// <param name="SeedName">The file that it was made from.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record FuzzCase(string Kind, IFuzzTarget Target, string SeedName, byte[] Content);
