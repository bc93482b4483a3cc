using System.Globalization;
using ScottPlot;
using ScottPlot.MultiplotLayouts;
using Xanes.Cli.Output;
using Xanes.Cli.Rows;
using Xanes.Interop;
using Xanes.Plugin.Comparison;

namespace Xanes.Cli.Plotting;

/// <summary>Draws a measured spectrum with the best predictions laid on it, and below what remains.</summary>
internal static class ComparisonPlot
{
    private const int Width = 1000;
    private const int Height = 820;
    private const int MostLines = 5;
    private const double Margin = 5.0;

    /// <summary>Draws into a file, png or svg.</summary>
    public static void Save(OutputTarget target, ComparisonResult result, ModelInfo model, ComparisonOptions options)
    {
        ComparedStructure[] best = [.. result.Best.Take(MostLines)];
        FittedSpectrum[] fitted = [.. best.Select(candidate => FittedSpectrum.Of(result, candidate, model, options))];
        var (spectra, differences) = (Spectra(result, options, best, fitted), Differences(fitted));
        foreach (var plot in new[] { spectra, differences })
        {
            plot.Axes.AutoScaleY();
            plot.Axes.SetLimitsX(result.Window.First - Margin, result.Window.Last + Margin);
        }

        spectra.Title($"{result.Measured.Measured.Label} and {model.Id}", 18);
        var plots = new Multiplot(spectra);
        plots.AddPlot(differences);
        var layout = new CustomGrid();
        layout.Set(spectra, new GridCell(0, 0, 3, 1, 2, 1));
        layout.Set(differences, new GridCell(2, 0, 3, 1, 1, 1));
        plots.Layout = layout;
        PanelFile.Save(target, plots, Width, Height);
    }

    private static Plot Spectra(ComparisonResult result, ComparisonOptions options, ComparedStructure[] best, FittedSpectrum[] fitted)
    {
        var plot = new Plot();
        var measured = (options.Flattened ? result.Measured.Flattened : result.Measured.Normalised).ToArray();
        var energies = result.Measured.Measured.Energies.ToArray();
        int[] near = [.. Enumerable.Range(0, energies.Length).Where(i => energies[i] >= result.Window.First - Margin && energies[i] <= result.Window.Last + Margin)];
        var points = plot.Add.ScatterPoints(Array.ConvertAll(near, i => energies[i]), Array.ConvertAll(near, i => measured[i]), Colors.Black);
        points.MarkerSize = 5;
        points.LegendText = "measured";
        for (var i = 0; i < best.Length; i++)
        {
            var line = plot.Add.ScatterLine(fitted[i].PhotonEnergies, fitted[i].Fitted, PlotPalette.ColourOf(i));
            line.LineWidth = 2.2f;
            line.LegendText = Name(best[i]);
        }

        plot.YLabel("Absorption, normalised to an edge step of 1", 15);
        Dress(plot);
        plot.Legend.Alignment = Alignment.LowerRight;
        plot.Legend.Orientation = Orientation.Vertical;
        return plot;
    }

    private static Plot Differences(FittedSpectrum[] fitted)
    {
        var plot = new Plot();
        plot.Add.HorizontalLine(0.0, 1.0f, Colors.Black);
        for (var i = 0; i < fitted.Length; i++)
        {
            double[] differences = [.. fitted[i].Measured.Zip(fitted[i].Fitted, (measured, value) => measured - value)];
            plot.Add.ScatterLine(fitted[i].PhotonEnergies, differences, PlotPalette.ColourOf(i)).LineWidth = 1.8f;
        }

        plot.YLabel("Measured \u2212 predicted", 15);
        plot.XLabel("Photon energy (eV)", 17);
        Dress(plot);
        plot.HideLegend();
        return plot;
    }

    private static string Name(ComparedStructure candidate)
    {
        var (label, agreement) = (((FrameCandidate)candidate.Candidate).Label, candidate.Agreement);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileNameWithoutExtension(label.Source)}{(label.Frame > 0 ? $", frame {label.Frame}" : "")}: MSE {agreement.MeanSquareError:0.0e+0}, shift {agreement.Shift:0.0} eV, amplitude {agreement.Amplitude:0.00}");
    }

    private static void Dress(Plot plot) => PanelStyle.Dress(plot);
}
