namespace Xanes.Plugin.Structures;

/// <summary>An atom found within the cutoff, before it is grouped by species.</summary>
internal struct ClusterAtom
{
    public double X;
    public double Y;
    public double Z;
    public double Radius;
    public int Source;
    public int Species;
}
