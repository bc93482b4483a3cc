using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Domain;

/// <summary>
/// One kind of structures among the training data: the classes of elements that occur in it, a few reference points in the space of their
/// fingerprints that stand for all of them, how far from the nearest one a cluster of the kind may be, and which distances to the absorber
/// are common in it.
/// </summary>
internal sealed class DomainGroup
{
    private const int Lanes = 8;

    /// <summary>Far from everything: fills the lanes behind the last reference point.</summary>
    private const float Nowhere = 1e9f;

    private readonly Vector256<float>[] _blocks;
    private readonly float _scale;
    private readonly double[] _steps;

    /// <summary>Makes a group.</summary>
    /// <param name="name">The set, or set/group.</param>
    /// <param name="count">The number of training structures in it.</param>
    /// <param name="limit">How far from the nearest reference point a cluster of it may be.</param>
    /// <param name="columns">The columns of its own classes.</param>
    /// <param name="references">The reference points, [K, D], in units of <paramref name="steps"/>.</param>
    /// <param name="steps">The unit of each of the D values of its columns.</param>
    /// <param name="rarity">How rare distances to the absorber are in it; null where too few structures are known to tell.</param>
    public DomainGroup(string name, int count, double limit, KindColumns columns, byte[] references, double[] steps, RarityTable? rarity)
    {
        Name = name;
        Columns = columns;
        _steps = steps;
        Count = count;
        Limit = limit;
        References = references;
        Rarity = rarity;
        _scale = (float)(1.0 / limit);
        var size = steps.Length;
        ReferenceCount = references.Length / size;
        var blocks = (ReferenceCount + Lanes - 1) / Lanes;
        _blocks = new Vector256<float>[blocks * size];
        var values = MemoryMarshal.Cast<Vector256<float>, float>(_blocks.AsSpan());
        values.Fill(Nowhere);
        for (var row = 0; row < ReferenceCount; row++)
        {
            var (block, lane) = (row / Lanes, row % Lanes);
            for (var feature = 0; feature < size; feature++)
            {
                values[(((block * size) + feature) * Lanes) + lane] = (float)(references[(row * size) + feature] * steps[feature] / limit);
            }
        }
    }

    /// <summary>The set, or set/group.</summary>
    public string Name { get; }

    /// <summary>The number of training structures in it.</summary>
    public int Count { get; }

    /// <summary>The classes of elements that occur in it.</summary>
    public KindColumns Columns { get; }

    /// <summary>How far from the nearest reference point a cluster of it may be.</summary>
    public double Limit { get; }

    /// <summary>The number of reference points K.</summary>
    public int ReferenceCount { get; }

    /// <summary>The reference points as they are kept, [K, D].</summary>
    public byte[] References { get; }

    /// <summary>How rare distances to the absorber are in it; null where too few structures are known to tell.</summary>
    public RarityTable? Rarity { get; }

    /// <summary>Whether all of these classes occur in it.</summary>
    public bool Has(uint classes) => (classes & ~Columns.Mask) == 0;

    /// <summary>How rare the distances of a cluster are in it: at most 1 where they are common.</summary>
    public double RarityOf(Cluster cluster) => Rarity?.Score(cluster) ?? 0.0;

    /// <summary>The squared distance of a fingerprint to the nearest reference point, in units of the limit.</summary>
    /// <param name="whole">Of all classes.</param>
    /// <param name="enough">A value above which the exact one does not matter; the answer may then be infinite.</param>
    public float NearestSquare(ReadOnlySpan<float> whole, float enough)
    {
        if (Columns.IsAll)
        {
            return NearestOwnSquare(whole, enough);
        }

        Span<float> own = stackalloc float[Columns.Count];
        Columns.Take(whole, own);
        return NearestOwnSquare(own, enough);
    }

    /// <summary>The same, of a cluster with foreign elements: their part of its fingerprint is all distance.</summary>
    public float NearestSquareWithForeign(ReadOnlySpan<float> whole) =>
        NearestSquare(whole, float.PositiveInfinity) + (Columns.ForeignSquare(whole) * _scale * _scale);

    /// <summary>The column of a fingerprint by which the nearest reference point differs most, and whether the point has more of it.</summary>
    /// <param name="whole">The fingerprint, of all classes.</param>
    public (int Column, bool HasMore) LargestDifference(ReadOnlySpan<float> whole)
    {
        var own = new float[Columns.Count];
        Columns.Take(whole, own);
        var points = Enumerable.Range(0, ReferenceCount)
            .Select(row => own.Select((value, column) => (References[(row * own.Length) + column] * _steps[column]) - value).ToArray());
        var differences = points.MinBy(point => point.Sum(difference => difference * difference))!;
        var largest = Enumerable.Range(0, own.Length).MaxBy(column => Math.Abs(differences[column]));
        return (Columns.ColumnOf(largest), differences[largest] > 0.0);
    }

    private float NearestOwnSquare(ReadOnlySpan<float> fingerprint, float enough)
    {
        Span<float> scaled = stackalloc float[fingerprint.Length];
        for (var feature = 0; feature < scaled.Length; feature += Lanes)
        {
            var part = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(fingerprint), (nuint)feature);
            (part * _scale).StoreUnsafe(ref MemoryMarshal.GetReference(scaled), (nuint)feature);
        }

        var nearest = Vector256.Create(float.PositiveInfinity);
        for (var start = 0; start < _blocks.Length; start += scaled.Length)
        {
            var block = _blocks.AsSpan(start, scaled.Length);
            var squares = SumOfSquares(block[..Fingerprint.Block], scaled, Vector256<float>.Zero);
            if (Vector256.LessThanAny(squares, Vector256.Create(enough)))
            {
                nearest = Vector256.Min(nearest, SumOfSquares(block[Fingerprint.Block..], scaled[Fingerprint.Block..], squares));
            }
        }

        var smallest = float.PositiveInfinity;
        for (var lane = 0; lane < Lanes; lane++)
        {
            smallest = Math.Min(smallest, nearest[lane]);
        }

        return smallest;
    }

    private static Vector256<float> SumOfSquares(ReadOnlySpan<Vector256<float>> points, ReadOnlySpan<float> values, Vector256<float> sum)
    {
        for (var feature = 0; feature < points.Length; feature++)
        {
            var difference = Vector256.Create(values[feature]) - points[feature];
            sum += difference * difference;
        }

        return sum;
    }
}
