namespace Xanes.Interop;

/// <summary>What a search found.</summary>
/// <param name="Solutions">
/// Distinct structures, best first: no two superpose within 0.2 Å. Where none was found, the one that came closest, with its
/// verdict <see cref="ReconstructionVerdict.None"/>.
/// </param>
/// <param name="Starts">The number of random starts.</param>
/// <param name="Elapsed">The time it took.</param>
public sealed record ReconstructionResult(IReadOnlyList<ReconstructedStructure> Solutions, int Starts, TimeSpan Elapsed)
{
    /// <summary>The best structure.</summary>
    public ReconstructedStructure Best => Solutions[0];
}
