namespace Xanes.Plugin.Domain;

/// <summary>The columns of a fingerprint that tell of a kind's own classes of elements, in the order of a fingerprint of these classes alone.</summary>
internal sealed class KindColumns
{
    private readonly int[] _own;
    private readonly int[] _foreign;

    /// <summary>Finds the columns.</summary>
    /// <param name="own">The kind's own classes, ascending.</param>
    /// <param name="classes">The number of all classes.</param>
    public KindColumns(IReadOnlyList<int> own, int classes)
    {
        Own = own;
        Mask = own.Aggregate(0u, (mask, kind) => mask | (1u << kind));
        IsAll = own.Count == classes;
        var counts = Fingerprint.Block * Fingerprint.CountBlocksOf(classes);
        _own = new int[Fingerprint.LengthOf(own.Count)];
        Array.Fill(_own, -1);
        var ownCounts = Fingerprint.Block * Fingerprint.CountBlocksOf(own.Count);
        for (var place = 0; place < own.Count; place++)
        {
            _own[place] = own[place];
            for (var value = 0; value < Fingerprint.Block; value++)
            {
                _own[ownCounts + (Fingerprint.Block * place) + value] = counts + (Fingerprint.Block * own[place]) + value;
                _own[ownCounts + (Fingerprint.Block * (own.Count + place)) + value] = counts + (Fingerprint.Block * (classes + own[place])) + value;
            }
        }

        Span<bool> isOwn = stackalloc bool[Fingerprint.LengthOf(classes)];
        isOwn.Clear();
        foreach (var column in _own)
        {
            if (column >= 0)
            {
                isOwn[column] = true;
            }
        }

        _foreign = new int[isOwn.Count(false)];
        for (var (column, next) = (0, 0); column < isOwn.Length; column++)
        {
            if (!isOwn[column])
            {
                _foreign[next++] = column;
            }
        }
    }

    /// <summary>The kind's own classes, ascending.</summary>
    public IReadOnlyList<int> Own { get; }

    /// <summary>The kind's own classes, a bit each.</summary>
    public uint Mask { get; }

    /// <summary>Whether they are all that there are.</summary>
    public bool IsAll { get; }

    /// <summary>The number of columns.</summary>
    public int Count => _own.Length;

    /// <summary>The column of a fingerprint that one of the kind's columns is; -1 for one that is always 0.</summary>
    public int ColumnOf(int own) => _own[own];

    /// <summary>Takes the kind's values out of a whole fingerprint.</summary>
    public void Take(ReadOnlySpan<float> fingerprint, Span<float> own)
    {
        for (var column = 0; column < _own.Length; column++)
        {
            own[column] = _own[column] < 0 ? 0.0f : fingerprint[_own[column]];
        }
    }

    /// <summary>The same of an array.</summary>
    public double[] Take(double[] values, double missing) => [.. _own.Select(column => column < 0 ? missing : values[column])];

    /// <summary>The sum of the squares of a fingerprint's other values.</summary>
    public float ForeignSquare(ReadOnlySpan<float> fingerprint)
    {
        var sum = 0.0f;
        foreach (var column in _foreign)
        {
            sum += fingerprint[column] * fingerprint[column];
        }

        return sum;
    }
}
