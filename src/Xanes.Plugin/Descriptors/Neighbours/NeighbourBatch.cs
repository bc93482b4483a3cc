using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Descriptors.Neighbours;

/// <summary>
/// Clusters for a network, kept as they are. Their tensors are laid out when they are asked for, by <see cref="NeighbourLayout"/>.
/// </summary>
internal sealed class NeighbourBatch(double cutoff, int capacity) : FeatureBatch
{
    /// <summary>A group holds at most this many pairs of atoms (but at least one cluster), so that a network's work stays in the cache.</summary>
    private const int PairsAtOnce = 2048;

    /// <summary>A batch of this many pairs is full: 16 MB of distances.</summary>
    private const int MostPairs = 1 << 22;

    /// <summary>No batch holds more pairs: 512 MB of distances.</summary>
    private const int PairsKept = 1 << 27;

    private readonly NeighbourLayout _layout = new((float)cutoff);
    private readonly int[] _counts = new int[capacity];
    private readonly int[] _firstAtoms = new int[capacity];
    private readonly int[] _firstPairs = new int[capacity];
    private readonly int[] _order = [.. Enumerable.Range(0, capacity)];

    private long[] _species = [];
    private float[] _radius = [];
    private float[] _distance = [];
    private int _atoms;
    private int _pairs;
    private int _rows;

    public override int Rows => _rows;

    public override IReadOnlyList<FeatureTensor> Tensors => LayOut(_order.AsSpan(0, _rows));

    public override IEnumerable<FeatureGroup> Groups
    {
        get
        {
            var order = Enumerable.Range(0, _rows).OrderBy(row => _counts[row]).ToArray();
            for (var (first, count) = (0, 0); first < order.Length; first += count)
            {
                count = GroupLength(order.AsSpan(first));
                var rows = order.AsMemory(first, count);
                yield return new FeatureGroup(rows, LayOut(rows.Span));
            }
        }
    }

    public override bool IsFull => _pairs >= MostPairs;

    /// <summary>
    /// Clusters behind each other: <c>atoms</c> int32 [n], the number of each; <c>species</c> int64 and <c>radius</c> float32 (Å) of all
    /// atoms; <c>distance</c> float32 (Å), cluster after cluster and row after row.
    /// </summary>
    public override FeatureTable Table => new(
        NeighbourSpec.Kind,
        [
            new FeatureTensor<int>("atoms", [_rows], _counts.AsMemory(0, _rows)),
            new FeatureTensor<long>("species", [_atoms], _species.AsMemory(0, _atoms)),
            new FeatureTensor<float>("radius", [_atoms], _radius.AsMemory(0, _atoms)),
            new FeatureTensor<float>("distance", [_pairs], _distance.AsMemory(0, _pairs)),
        ]);

    public override DescriptorTally Add(Cluster cluster, StructureView structure)
    {
        var count = cluster.Count;
        if ((long)count * count > PairsKept - _pairs)
        {
            throw new InvalidInputException(
                $"{_rows + 1} clusters hold more than {PairsKept / 1_000_000} million pairs of neighbours, which are kept together; " +
                "take fewer structures at once, or a descriptor with a smaller r_max");
        }

        var pairs = count * count;
        MakeRoom(ref _species, _atoms + count);
        MakeRoom(ref _radius, _atoms + count);
        MakeRoom(ref _distance, _pairs + pairs);
        for (var species = 0; species < cluster.SpeciesCount; species++)
        {
            _species.AsSpan(_atoms + cluster.Start(species), cluster.Start(species + 1) - cluster.Start(species)).Fill(species);
        }

        for (var atom = 0; atom < count; atom++)
        {
            _radius[_atoms + atom] = (float)cluster.Radius[atom];
        }

        WriteDistances(cluster, structure, _distance.AsSpan(_pairs, pairs));
        (_counts[_rows], _firstAtoms[_rows], _firstPairs[_rows]) = (count, _atoms, _pairs);
        _rows++;
        _atoms += count;
        _pairs += pairs;
        return new DescriptorTally(count, cluster.Ignored, 0);
    }

    public override void Clear() => (_rows, _atoms, _pairs) = (0, 0, 0);

    private static void WriteDistances(Cluster cluster, StructureView structure, Span<float> distances)
    {
        var count = cluster.Count;
        for (var first = 0; first < count; first++)
        {
            distances[(first * count) + first] = 0.0f;
            for (var second = first + 1; second < count; second++)
            {
                var distance = PairDistances.Between(cluster, first, second);
                if (distance < ClusterBuilder.OverlapDistance)
                {
                    throw ClusterBuilder.Overlap(structure, cluster.Source[first], cluster.Source[second], distance);
                }

                distances[(first * count) + second] = (float)distance;
                distances[(second * count) + first] = (float)distance;
            }
        }
    }

    private static void MakeRoom<T>(ref T[] values, int length)
    {
        if (values.Length < length)
        {
            Array.Resize(ref values, Math.Max(length, 2 * values.Length));
        }
    }

    /// <summary>How many of the rows, which ascend by their atom counts, have the first one's count and fit in a group.</summary>
    private int GroupLength(ReadOnlySpan<int> order)
    {
        var atoms = Math.Max(_counts[order[0]], 1);
        var most = Math.Min(order.Length, Math.Max(1, PairsAtOnce / (atoms * atoms)));
        var length = 1;
        while (length < most && _counts[order[length]] == _counts[order[0]])
        {
            length++;
        }

        return length;
    }

    private IReadOnlyList<FeatureTensor> LayOut(ReadOnlySpan<int> rows)
    {
        var most = 1;
        foreach (var row in rows)
        {
            most = Math.Max(most, _counts[row]);
        }

        _layout.Start(rows.Length, most);
        foreach (var row in rows)
        {
            var count = _counts[row];
            _layout.Add(
                _species.AsSpan(_firstAtoms[row], count),
                _radius.AsSpan(_firstAtoms[row], count),
                _distance.AsSpan(_firstPairs[row], count * count));
        }

        return _layout.Tensors;
    }
}
