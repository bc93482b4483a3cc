namespace Xanes.Plugin.Structures;

/// <summary>An atom found within the cutoff, before it is grouped by species.</summary>
internal readonly record struct ClusterAtom(double X, double Y, double Z, double Radius, int Source, int Species);
