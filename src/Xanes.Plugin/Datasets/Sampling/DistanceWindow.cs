namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>A range of distances to the absorber, from the pair's minimum on.</summary>
/// <param name="Share">The part of the atoms that it is drawn for.</param>
/// <param name="To">Its end in Å.</param>
public sealed record DistanceWindow(double Share, double To);
