namespace Xanes.Plugin.Reconstruction;

/// <summary>The interval of each sorted distance in Å, group after group, in single precision for the search.</summary>
internal sealed record DistanceIntervals(float[] Lower, float[] Upper);
