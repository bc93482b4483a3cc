using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Descriptors;

/// <summary>A thread's working arrays, kept between calls so that describing allocates nothing.</summary>
internal sealed class PairScratch
{
    [ThreadStatic]
    private static PairScratch? _ofThread;

    /// <summary>The arrays of the current thread.</summary>
    public static PairScratch OfThread => _ofThread ??= new PairScratch();

    /// <summary>The cluster that a single call describes.</summary>
    public Cluster Cluster { get; } = new();

    /// <summary>For each atom of the cluster, where the pair histogram of the current row begins.</summary>
    public double[] Offsets { get; private set; } = [];

    /// <summary>For each atom of the cluster, the slot of its distance, or the distance itself as bits.</summary>
    public long[] Slots { get; private set; } = [];

    /// <summary>The distances of one row in Å.</summary>
    public double[] Distances { get; private set; } = [];

    /// <summary>The weight of each atom of the cluster.</summary>
    public double[] Weights { get; private set; } = [];

    /// <summary>Makes every array long enough for the atoms of a cluster and a vector's overrun.</summary>
    public void MakeRoom(int atoms)
    {
        var length = atoms + Cluster.Padding;
        if (Slots.Length < length)
        {
            length = Math.Max(length, 2 * Slots.Length);
            Offsets = new double[length];
            Slots = new long[length];
            Distances = new double[length];
            Weights = new double[length];
        }
    }
}
