using Xanes.Cli.Rows;

namespace Xanes.Cli.Plotting;

/// <summary>Makes lines of spectra as they come, frame by frame, and keeps a number of evenly spaced ones.</summary>
/// <param name="capacity">The most lines that are kept.</param>
internal sealed class SpectrumLines(int capacity)
{
    private readonly List<SpectrumRow> _frame = [];
    private readonly HashSet<string> _trajectories = [];

    /// <summary>The lines, once <see cref="End"/> was called.</summary>
    public ThinnedRows<PlotLine> Lines { get; } = new(capacity);

    /// <summary>Whether a line stands for several spectra.</summary>
    public bool AreGrouped { get; private set; }

    /// <summary>Adds a spectrum; those of a frame follow each other.</summary>
    public void Add(SpectrumRow row)
    {
        if (_frame is [var first, ..] && (first.Label.Source != row.Label.Source || first.Label.Frame != row.Label.Frame))
        {
            End();
        }

        if (row.Label.Frame > 0)
        {
            _trajectories.Add(row.Label.Source);
        }

        _frame.Add(row);
    }

    /// <summary>Ends the last frame.</summary>
    public void End()
    {
        var lines = FrameLines.Of(_frame);
        AreGrouped |= lines.Count < _frame.Count;
        foreach (var line in lines)
        {
            Lines.Add(line);
        }

        _frame.Clear();
    }

    /// <summary>The name of a line, with its frame where the file has several.</summary>
    public string NameOf(PlotLine line) => line.Name(_trajectories.Contains(line.Row.Label.Source));
}
