using Xanes.Cli.Rows;

namespace Xanes.Cli.Plotting;

/// <summary>
/// The lines of one frame's spectra: one for those that coincide or, where more differ than a legend can name, their mean with the range
/// of most of them. Sites inside of the model's domain and outside of it have lines of their own.
/// </summary>
internal static class FrameLines
{
    /// <summary>The most lines that are named one by one.</summary>
    public const int MaximumNames = 8;

    /// <summary>The lines, those inside of the domain first.</summary>
    /// <param name="rows">The spectra of one frame.</param>
    public static IReadOnlyList<PlotLine> Of(IReadOnlyList<SpectrumRow> rows) =>
        [.. rows.GroupBy(row => row.Sites.Inside > 0).OrderByDescending(part => part.Key).SelectMany(part => LinesOf([.. part]))];

    private static List<PlotLine> LinesOf(IReadOnlyList<SpectrumRow> rows)
    {
        var lines = new List<PlotLine>();
        foreach (var row in rows)
        {
            var known = lines.FindIndex(line => line.Coincides(row));
            if (known >= 0)
            {
                lines[known] = lines[known] with { Absorbers = [.. lines[known].Absorbers, .. row.Label.Absorbers] };
            }
            else if (lines.Count < MaximumNames)
            {
                lines.Add(new PlotLine(row, row.Label.Absorbers));
            }
            else
            {
                var mean = SpectrumRow.Mean(rows);
                return [new PlotLine(mean, mean.Label.Absorbers) { Band = SiteBand.Of(rows) }];
            }
        }

        return lines;
    }
}
