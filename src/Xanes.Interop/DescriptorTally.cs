namespace Xanes.Interop;

/// <summary>What a descriptor left out of one cluster.</summary>
/// <param name="Neighbours">The number of atoms in the cluster, the absorber not counted.</param>
/// <param name="Ignored">Atoms within reach whose element the spec does not list (only where it says <c>unlisted: ignore</c>).</param>
/// <param name="BelowMinimum">Distances below the spec's <c>r_min</c>, which no bin holds.</param>
public readonly record struct DescriptorTally(int Neighbours, int Ignored, int BelowMinimum);
