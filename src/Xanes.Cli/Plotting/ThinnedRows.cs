namespace Xanes.Cli.Plotting;

/// <summary>
/// Keeps at most a number of evenly spaced rows out of a run whose length is not known: each time it is full, it drops
/// every second row and from then on takes half as many.
/// </summary>
internal sealed class ThinnedRows<TRow>(int capacity)
{
    private readonly List<TRow> _kept = [];

    /// <summary>The rows that were kept, in order.</summary>
    public IReadOnlyList<TRow> Kept => _kept;

    /// <summary>The distance between kept rows: 1 where all were kept.</summary>
    public int Step { get; private set; } = 1;

    /// <summary>The number of rows that were offered.</summary>
    public long Offered { get; private set; }

    /// <summary>Offers the next row.</summary>
    public void Add(TRow row)
    {
        if (Offered++ % Step != 0)
        {
            return;
        }

        if (_kept.Count == capacity)
        {
            var index = 0;
            _kept.RemoveAll(_ => index++ % 2 == 1);
            Step *= 2;
            if ((Offered - 1) % Step != 0)
            {
                return;
            }
        }

        _kept.Add(row);
    }
}
