using Xanes.Plugin;

namespace Xanes.Cli.Rows;

/// <summary>Counts the spectra outside of the model's domain as they go by.</summary>
internal sealed class DomainTally
{
    private SpectrumRow? _first;
    private long _rows;
    private long _outside;

    /// <summary>What to tell the user: how many are outside, and why the first one is; null where all are inside.</summary>
    public string? Note => _first is { } first
        ? $"note: {_outside} of {Counted.Spectra(_rows)} {(_outside == 1 ? "is" : "are")} outside of what the model was trained on and may be wrong; " +
          $"the first, {first.Label.Title}: {first.Domain.Reason}"
        : null;

    /// <summary>Passes rows on and counts them.</summary>
    public IEnumerable<SpectrumRow> Watch(IEnumerable<SpectrumRow> rows)
    {
        foreach (var row in rows)
        {
            _rows++;
            if (!row.Domain.IsInside)
            {
                _outside++;
                _first ??= row;
            }

            yield return row;
        }
    }
}
