using ScottPlot;
using ScottPlot.Colormaps;
using Range = ScottPlot.Range;

namespace Xanes.Cli.Plotting;

/// <summary>A colour for each row by its number, and the scale that a colour bar shows.</summary>
/// <param name="last">The number of the last row.</param>
internal sealed class RowColours(long last) : IHasColorAxis
{
    /// <inheritdoc/>
    public IColormap Colormap { get; } = new Viridis();

    /// <inheritdoc/>
    public Range GetRange() => new(0, last);

    /// <summary>The colour of a row.</summary>
    public Color ColourOf(long row) => Colormap.GetColor(row, GetRange());
}
