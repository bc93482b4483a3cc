using ScottPlot;
using Xanes.Cli.Output;
using Xanes.Cli.Plotting;
using Xanes.Interop;

namespace Xanes.Cli.Fitting;

/// <summary>Draws the radial distribution of each element around the absorber with its band over the posterior.</summary>
internal static class DistributionPlot
{
    private const int Width = 1100;
    private const int Height = 560;

    /// <summary>Draws into a file, png or svg.</summary>
    public static void Save(OutputTarget target, FitResult result)
    {
        var plot = new Plot();
        for (var i = 0; i < result.RadialDistributions.Count; i++)
        {
            var distribution = result.RadialDistributions[i];
            var distances = distribution.Distances.ToArray();
            var band = plot.Add.FillY(distances, distribution.Lower.ToArray(), distribution.Upper.ToArray());
            band.FillColor = PlotPalette.ColourOf(i).WithAlpha(0.3);
            band.LineWidth = 0;
            var line = plot.Add.ScatterLine(distances, distribution.Best.ToArray(), PlotPalette.ColourOf(i));
            line.LineWidth = 2.0f;
            line.LegendText = distribution.Element;
        }

        PanelStyle.Dress(plot);
        plot.Title("Neighbours of the absorber: best structure and 90 % of the posterior", 18);
        plot.XLabel("Distance (Å)", 17);
        plot.YLabel("Atoms per Å", 17);
        plot.Axes.Margins(0, 0.08);
        plot.Axes.AutoScale();
        PanelFile.Save(target, new Multiplot(plot), Width, Height);
    }
}
