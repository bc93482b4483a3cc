using Xanes.Cli.Rows;
using Xanes.Plugin;

namespace Xanes.Cli.Plotting;

/// <summary>A line of the picture: one spectrum, several of a frame that coincide, as those of equivalent atoms do, or the mean of many.</summary>
/// <param name="Row">The spectrum.</param>
/// <param name="Absorbers">The absorbers that share it.</param>
internal sealed record PlotLine(SpectrumRow Row, IReadOnlyList<int> Absorbers)
{
    private const float Coincidence = 1e-4f;
    private const int MaximumAtoms = 4;

    /// <summary>The range of the spectra that it is the mean of, where it stands for many that differ.</summary>
    public SiteBand? Band { get; init; }

    /// <summary>Whether none of its sites is inside of the model's domain: it is dashed.</summary>
    public bool IsOutside => Row.Sites.Inside == 0;

    /// <summary>Whether its uncertainty is drawn: the model knows it for what is inside alone.</summary>
    public bool ShowsUncertainty => Band is null && Row.Sites.Inside == Row.Sites.All && !Row.Uncertainty.IsEmpty;

    /// <summary>The line's name in the legend, which says what a band other than the uncertainty is.</summary>
    /// <param name="showFrame">Whether it tells the frame: only where the file has several.</param>
    public string Name(bool showFrame)
    {
        var (label, sites) = (Row.Label, Row.Sites);
        var frame = showFrame && label.Frames is null ? $", frame {label.Frame}" : "";
        var domain = IsOutside ? " (outside)" : sites.Inside < sites.All ? $" ({sites.Text})" : "";
        var band = Band is not null ? $"; band: {SiteBand.Percent} % of the sites"
            : label.Frames is not null ? "; band: one standard deviation over frames" : "";
        return $"{label.Stem}{frame}, {Atoms}{domain}{band}";
    }

    private string Atoms => (Row.Label, Row.Sites.All, Absorbers) switch
    {
        ({ Frames: { } frames }, _, _) => $"mean of {Counted.Of(frames, "frame")}",
        (_, > 1, _) => $"mean of {Row.Sites.All} sites",
        (_, _, [var atom]) => $"atom {atom}",
        (_, _, { Count: <= MaximumAtoms }) => $"atoms {string.Join(", ", Absorbers)}",
        _ => $"atoms {string.Join(", ", Absorbers.Take(MaximumAtoms - 1))}, … ({Absorbers.Count})",
    };

    /// <summary>Whether a spectrum may be drawn by this line too.</summary>
    public bool Coincides(SpectrumRow other)
    {
        for (var i = 0; i < other.Intensities.Length; i++)
        {
            if (Math.Abs(Row.Intensities.Span[i] - other.Intensities.Span[i]) > Coincidence)
            {
                return false;
            }
        }

        return Row.Sites.All == other.Sites.All;
    }
}
