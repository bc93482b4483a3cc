using Xanes.Cli.Rows;

namespace Xanes.Cli.Output;

/// <summary>Tells the user on standard error how many spectra are outside of the model's domain, and why the first one is.</summary>
internal sealed class DomainNoteWriter(Session session) : IRowWriter<SpectrumRow>
{
    private SpectrumRow? _first;
    private long _rows;
    private long _outside;

    /// <inheritdoc/>
    public void Write(SpectrumRow row)
    {
        _rows++;
        if (!row.Domain.IsInside)
        {
            _outside++;
            _first ??= row;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Commit()
    {
        if (_first is { } first)
        {
            session.Note(
                $"note: {_outside} of {_rows} spectra are outside of what the model was trained on and may be wrong; the first, {first.Label.Title}: {first.Domain.Reason}");
        }

        return [];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
