namespace Xanes.Plugin.Descriptors.Neighbours;

/// <summary>
/// N clusters padded to A atoms, A at least 1: <c>species</c> int64 [N, A], <c>radius</c> float32 [N, A] in Å, <c>distance</c>
/// float32 [N, A, A] in Å (0 on the diagonal) and <c>mask</c> float32 [N, A], 1 for an atom. Padding has species 0 and the cutoff as
/// radius and distance. The arrays are used again, and the tensors as well where their shape stays.
/// </summary>
/// <param name="cutoff">The spec's r_max in Å.</param>
internal sealed class NeighbourLayout(float cutoff)
{
    private readonly FeatureTensor[] _tensors = new FeatureTensor[4];
    private long[] _species = [];
    private float[] _radius = [];
    private float[] _distance = [];
    private float[] _mask = [];
    private int _rows = -1;
    private int _atoms;
    private int _next;

    public IReadOnlyList<FeatureTensor> Tensors => _tensors;

    /// <summary>Makes room for a number of clusters; all is padding until they are added.</summary>
    public void Start(int rows, int atoms)
    {
        var (cells, pairs) = (checked(rows * atoms), checked(rows * atoms * atoms));
        if (_species.Length < cells || _distance.Length < pairs)
        {
            _species = new long[cells];
            _radius = new float[cells];
            _mask = new float[cells];
            _distance = new float[pairs];
            _rows = -1;
        }

        if ((rows, atoms) != (_rows, _atoms))
        {
            (_rows, _atoms) = (rows, atoms);
            _tensors[0] = new FeatureTensor<long>("species", [rows, atoms], _species.AsMemory(0, cells));
            _tensors[1] = new FeatureTensor<float>("radius", [rows, atoms], _radius.AsMemory(0, cells));
            _tensors[2] = new FeatureTensor<float>("distance", [rows, atoms, atoms], _distance.AsMemory(0, pairs));
            _tensors[3] = new FeatureTensor<float>("mask", [rows, atoms], _mask.AsMemory(0, cells));
        }

        _species.AsSpan(0, cells).Clear();
        _mask.AsSpan(0, cells).Clear();
        _radius.AsSpan(0, cells).Fill(cutoff);
        _distance.AsSpan(0, pairs).Fill(cutoff);
        _next = 0;
    }

    /// <summary>Writes a cluster of n atoms as the next row.</summary>
    /// <param name="species">[n].</param>
    /// <param name="radius">[n] in Å.</param>
    /// <param name="distance">[n, n] in Å.</param>
    public void Add(ReadOnlySpan<long> species, ReadOnlySpan<float> radius, ReadOnlySpan<float> distance)
    {
        var start = _next++ * _atoms;
        var count = species.Length;
        species.CopyTo(_species.AsSpan(start));
        radius.CopyTo(_radius.AsSpan(start));
        _mask.AsSpan(start, count).Fill(1.0f);
        for (var atom = 0; atom < count; atom++)
        {
            distance.Slice(atom * count, count).CopyTo(_distance.AsSpan((start + atom) * _atoms));
        }
    }
}
