namespace Xanes.Cli.Rows;

/// <summary>Sees which atoms were ignored or taken as others as spectra go by.</summary>
internal sealed class NeighbourNote
{
    private SpectrumRow? _first;
    private long _changed;
    private long _rows;

    /// <summary>What to tell the user where neighbours were to be changed.</summary>
    public string Text => _first is { } first
        ? $"note: {_changed} of {_rows} spectra are of changed structures; the first, {first.Label.Title}: {first.Domain.Neighbours}"
        : "note: no structure has atoms of the elements that were to be ignored or substituted";

    /// <summary>Passes rows on.</summary>
    public IEnumerable<SpectrumRow> Watch(IEnumerable<SpectrumRow> rows)
    {
        foreach (var row in rows)
        {
            _rows++;
            if (!row.Domain.Neighbours.IsEmpty)
            {
                _changed++;
                _first ??= row;
            }

            yield return row;
        }
    }
}
