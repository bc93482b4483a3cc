using ScottPlot;
using ScottPlot.MultiplotLayouts;
using Xanes.Cli.Output;
using Xanes.Cli.Plotting;
using Xanes.Interop;

namespace Xanes.Cli.Fitting;

/// <summary>Draws the measured spectrum, the band of the posterior, and the difference below.</summary>
internal static class FitPlot
{
    private const int Width = 1100;
    private const int Height = 800;

    /// <summary>Draws into a file, png or svg.</summary>
    public static void Save(OutputTarget target, FitResult result, string measured)
    {
        var spectra = Spectra(result, measured);
        var difference = Difference(result);
        var plots = new Multiplot(spectra);
        plots.AddPlot(difference);
        var layout = new CustomGrid();
        layout.Set(spectra, new GridCell(0, 0, 7, 1, 5, 1));
        layout.Set(difference, new GridCell(5, 0, 7, 1, 2, 1));
        plots.Layout = layout;
        PanelFile.Save(target, plots, Width, Height);
    }

    private static Plot Spectra(FitResult result, string measured)
    {
        var curve = result.Curve;
        var plot = new Plot();
        var energies = curve.PhotonEnergies.ToArray();
        var band = plot.Add.FillY(energies, curve.Lower.ToArray(), curve.Upper.ToArray());
        band.FillColor = PlotPalette.ColourOf(1).WithAlpha(0.35);
        band.LineWidth = 0;
        band.LegendText = "90 % of the posterior";
        var best = plot.Add.ScatterLine(energies, curve.Best.ToArray(), PlotPalette.ColourOf(1));
        best.LineWidth = 2.0f;
        best.LegendText = "best structure";
        var points = plot.Add.ScatterPoints(energies, curve.Measured.ToArray(), Colors.Black);
        points.MarkerSize = energies.Length > 200 ? 3 : 5;
        points.LegendText = "measured";
        PanelStyle.Dress(plot);
        plot.ShowLegend(Alignment.LowerRight);
        plot.Legend.Orientation = Orientation.Vertical;
        plot.Title($"{measured}, fitted with {result.Model}", 20);
        plot.YLabel("Absorption (edge steps)", 17);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 0.1f;
        Limit(plot, energies);
        return plot;
    }

    private static Plot Difference(FitResult result)
    {
        var curve = result.Curve;
        var plot = new Plot();
        var energies = curve.PhotonEnergies.ToArray();
        double[] deviation = [.. curve.ModelDeviation.ToArray().Zip(curve.Noise.ToArray(), (model, noise) => Math.Sqrt((model * model) + (noise * noise)))];
        var band = plot.Add.FillY(energies, [.. deviation.Select(value => -value)], deviation);
        band.FillColor = Colors.Gray.WithAlpha(0.25);
        band.LineWidth = 0;
        band.LegendText = "expected error (one standard deviation)";
        double[] difference = [.. curve.Measured.ToArray().Zip(curve.Best.ToArray(), (one, other) => one - other)];
        var line = plot.Add.ScatterLine(energies, difference, PlotPalette.ColourOf(0));
        line.LineWidth = 1.6f;
        line.LegendText = "measured minus best";
        var zero = plot.Add.HorizontalLine(0.0, 1.0f, Colors.Black.WithAlpha(0.4));
        zero.LegendText = "";
        PanelStyle.Dress(plot);
        plot.XLabel("Photon energy (eV)", 17);
        plot.YLabel("Difference", 17);
        Limit(plot, energies);
        return plot;
    }

    private static void Limit(Plot plot, double[] energies)
    {
        plot.Axes.Margins(0, 0.08);
        plot.Axes.AutoScale();
        plot.Axes.SetLimitsX(energies[0], energies[^1]);
        plot.Axes.Left.MinimumSize = 80;
        plot.Axes.Left.MaximumSize = 80;
    }
}
