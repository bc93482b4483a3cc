using Xanes.Cli.Rows;

namespace Xanes.Cli.Plotting;

/// <summary>A line of the picture: one spectrum, or several of a frame that coincide, as those of equivalent atoms do.</summary>
/// <param name="Row">The spectrum.</param>
/// <param name="Absorbers">The absorbers that share it.</param>
/// <param name="ShowFrame">Whether the name tells the frame: only where the file has several.</param>
internal sealed record PlotLine(SpectrumRow Row, IReadOnlyList<int> Absorbers, bool ShowFrame)
{
    private const float Coincidence = 1e-4f;
    private const int MaximumAtoms = 4;

    /// <summary>The line's name in the legend.</summary>
    public string Name
    {
        get
        {
            var label = Row.Label;
            var atoms = (label.Absorbers.Count > 1, Absorbers) switch
            {
                (true, _) => $"mean of {label.Absorbers.Count} atoms",
                (_, [var atom]) => $"atom {atom}",
                (_, { Count: <= MaximumAtoms }) => $"atoms {string.Join(", ", Absorbers)}",
                _ => $"atoms {string.Join(", ", Absorbers.Take(MaximumAtoms - 1))}, … ({Absorbers.Count})",
            };
            return $"{Path.GetFileNameWithoutExtension(label.Source)}{(ShowFrame ? $", frame {label.Frame}" : "")}, {atoms}";
        }
    }

    /// <summary>The lines of some rows, in their order.</summary>
    public static IReadOnlyList<PlotLine> Of(IReadOnlyList<SpectrumRow> rows)
    {
        var trajectories = rows.Where(row => row.Label.Frame > 0).Select(row => row.Label.Source).ToHashSet();
        var lines = new List<PlotLine>();
        foreach (var row in rows)
        {
            var known = lines.FindIndex(line => Coincide(line.Row, row));
            if (known < 0)
            {
                lines.Add(new PlotLine(row, row.Label.Absorbers, trajectories.Contains(row.Label.Source)));
            }
            else
            {
                lines[known] = lines[known] with { Absorbers = [.. lines[known].Absorbers, .. row.Label.Absorbers] };
            }
        }

        return lines;
    }

    private static bool Coincide(SpectrumRow first, SpectrumRow second)
    {
        if (first.Label.Source != second.Label.Source || first.Label.Frame != second.Label.Frame)
        {
            return false;
        }

        for (var i = 0; i < first.Intensities.Length; i++)
        {
            if (Math.Abs(first.Intensities.Span[i] - second.Intensities.Span[i]) > Coincidence)
            {
                return false;
            }
        }

        return true;
    }
}
