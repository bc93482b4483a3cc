using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Descriptors;

/// <summary>A thread's working arrays, kept between calls so that describing allocates nothing.</summary>
internal sealed class PairScratch
{
    private const int SlotsAtOnce = 4096;

    [ThreadStatic]
    private static PairScratch? _ofThread;

    /// <summary>The arrays of the current thread.</summary>
    public static PairScratch OfThread => _ofThread ??= new PairScratch();

    /// <summary>The cluster that a single call describes.</summary>
    public Cluster Cluster { get; } = new();

    /// <summary>x of each atom relative to the absorber in Å, rounded to single precision.</summary>
    public float[] X { get; private set; } = [];

    /// <summary>y of each atom relative to the absorber in Å, rounded to single precision.</summary>
    public float[] Y { get; private set; } = [];

    /// <summary>z of each atom relative to the absorber in Å, rounded to single precision.</summary>
    public float[] Z { get; private set; } = [];

    /// <summary>For each atom, where the pair histogram of it and the current species begins.</summary>
    public int[] Offsets { get; private set; } = [];

    /// <summary>The places in the vector of the distances of one row or several.</summary>
    public int[] Slots { get; private set; } = [];

    /// <summary>The distances of one row in Å.</summary>
    public double[] Distances { get; private set; } = [];

    /// <summary>The weight of each atom.</summary>
    public double[] Weights { get; private set; } = [];

    /// <summary>Makes every array long enough for the atoms of a cluster and a vector's overrun.</summary>
    public void MakeRoom(int atoms)
    {
        var length = atoms + Cluster.Padding;
        if (Weights.Length < length)
        {
            length = Math.Max(length, 2 * Weights.Length);
            X = new float[length];
            Y = new float[length];
            Z = new float[length];
            Offsets = new int[length];
            Slots = new int[SlotsAtOnce + length];
            Distances = new double[length];
            Weights = new double[length];
        }
    }
}
