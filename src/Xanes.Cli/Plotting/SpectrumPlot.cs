using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;
using Xanes.Cli.Rows;
using Xanes.Interop;

namespace Xanes.Cli.Plotting;

/// <summary>
/// Draws spectra: a few with a colour and a name each, many in a colour map by their order. What is outside of the model's domain is dashed.
/// </summary>
internal static class SpectrumPlot
{
    /// <summary>Draws the lines that were kept.</summary>
    public static Plot Draw(SpectrumLines spectra, ModelInfo model)
    {
        var plot = new Plot();
        double[] energies = [.. model.Energies.ToArray().Select(model.PhotonEnergy)];
        if (spectra.Lines is { Step: 1, Kept.Count: <= FrameLines.MaximumNames })
        {
            DrawNamed(plot, spectra, energies);
        }
        else
        {
            DrawMapped(plot, spectra, energies);
        }

        Dress(plot, spectra, model);
        return plot;
    }

    private static void DrawNamed(Plot plot, SpectrumLines spectra, double[] energies)
    {
        var lines = spectra.Lines.Kept;
        for (var i = 0; i < lines.Count; i++)
        {
            DrawBand(plot, lines[i], energies, PlotPalette.ColourOf(i));
        }

        for (var i = 0; i < lines.Count; i++)
        {
            var line = plot.Add.ScatterLine(energies, lines[i].Row.Intensities.ToArray(), PlotPalette.ColourOf(i));
            line.LineWidth = 2.2f;
            line.LinePattern = PatternOf(lines[i]);
            line.LegendText = spectra.NameOf(lines[i]);
        }

        plot.ShowLegend(Alignment.LowerRight);
        plot.Legend.FontSize = 14;
        plot.Legend.OutlineColor = Colors.Gray.WithAlpha(0.4);
        plot.Legend.ShadowColor = Colors.Transparent;
    }

    private static LinePattern PatternOf(PlotLine line) => line.IsOutside ? LinePattern.Dashed : LinePattern.Solid;

    private static void DrawBand(Plot plot, PlotLine line, double[] energies, Color color)
    {
        var row = line.Row;
        if ((line.Band ?? (!row.SpreadOverFrames.IsEmpty ? About(row, row.SpreadOverFrames)
            : line.ShowsUncertainty ? About(row, row.Uncertainty) : null)) is not { } range)
        {
            return;
        }

        var band = plot.Add.FillY(energies, range.Lower, range.Upper);
        band.FillColor = color.WithAlpha(0.18);
        band.LineWidth = 0;
    }

    private static SiteBand About(SpectrumRow row, ReadOnlyMemory<float> deviation)
    {
        var (mu, sigma) = (row.Intensities.ToArray(), deviation.ToArray());
        return new SiteBand(
            [.. mu.Zip(sigma, (value, spread) => (double)(value - spread))], [.. mu.Zip(sigma, (value, spread) => (double)(value + spread))]);
    }

    private static void DrawMapped(Plot plot, SpectrumLines spectra, double[] energies)
    {
        var lines = spectra.Lines;
        var scale = new RowColours(lines.Offered - 1);
        for (var i = 0; i < lines.Kept.Count; i++)
        {
            var line = plot.Add.ScatterLine(energies, lines.Kept[i].Row.Intensities.ToArray(), scale.ColourOf(i * (long)lines.Step));
            line.LineWidth = lines.Kept.Count > 40 ? 1.0f : 1.6f;
            line.LinePattern = PatternOf(lines.Kept[i]);
        }

        var bar = plot.Add.ColorBar(scale);
        bar.Label = spectra.AreGrouped ? "Spectrum, equal ones of a frame as one (0-based)" : "Row (0-based)";
        bar.LabelStyle.FontSize = 16;
        bar.LabelStyle.Bold = false;
        bar.LabelStyle.FontName = PlotFont.Family;
        bar.Axis.TickLabelStyle.FontName = PlotFont.Family;
        bar.Axis.TickLabelStyle.FontSize = 14;
    }

    private static void Dress(Plot plot, SpectrumLines spectra, ModelInfo model)
    {
        var rows = spectra.Lines;
        var thinned = rows.Step > 1 ? string.Create(CultureInfo.InvariantCulture, $", {rows.Kept.Count} of {rows.Offered:N0} spectra") : "";
        plot.Title($"{model.Absorber} {model.Edge} edge XANES predicted by {model.Id}{thinned}", 20);
        plot.XLabel(model.EnergyCalibration is null ? "Photon energy, up to a constant (eV)" : "Photon energy (eV)", 17);
        plot.YLabel("Absorption (edge steps)", 17);
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
        plot.Axes.Bottom.TickLabelStyle.FontSize = 15;
        plot.Axes.Left.TickLabelStyle.FontSize = 15;
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TickDensity = 0.6 };
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
        plot.Axes.Right.MinimumSize = 24;
        plot.Font.Set(PlotFont.Family);
        plot.Axes.Margins(0, 0.06);
        plot.Axes.AutoScale();
        plot.Axes.SetLimitsX(model.PhotonEnergy(model.Energies.Span[0]), model.PhotonEnergy(model.Energies.Span[^1]));
    }
}
