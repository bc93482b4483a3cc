using ScottPlot;
using Xanes.Cli.Output;
using Xanes.Cli.Plotting;
using Xanes.Interop;

namespace Xanes.Cli.Fitting;

/// <summary>Draws the best mixture over the measured spectrum, and the difference.</summary>
internal static class MixturePlot
{
    private const int Width = 1100;
    private const int Height = 700;

    /// <summary>Draws into a file, png or svg.</summary>
    public static void Save(OutputTarget target, MixtureResult result, string measured)
    {
        var plot = new Plot();
        var energies = result.PhotonEnergies.ToArray();
        var points = plot.Add.ScatterPoints(energies, result.Measured.ToArray(), Colors.Black);
        points.MarkerSize = 5;
        points.LegendText = measured;
        var line = plot.Add.ScatterLine(energies, result.Fitted.ToArray(), PlotPalette.ColourOf(1));
        line.LineWidth = 2.0f;
        line.LegendText = string.Join(" + ", result.Best.Components.Select(component => FormattableString.Invariant($"{component.Fraction:0.00} {Path.GetFileName(component.Name)}")));
        double[] difference = [.. result.Measured.ToArray().Zip(result.Fitted.ToArray(), (one, other) => one - other)];
        var residual = plot.Add.ScatterLine(energies, difference, PlotPalette.ColourOf(0));
        residual.LegendText = "difference";
        PanelStyle.Dress(plot);
        plot.ShowLegend(Alignment.LowerRight);
        plot.Legend.Orientation = Orientation.Vertical;
        plot.XLabel("Photon energy (eV)", 17);
        plot.YLabel("Absorption (edge steps)", 17);
        plot.Axes.Margins(0, 0.06);
        PanelFile.Save(target, new Multiplot(plot), Width, Height);
    }
}
