using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;
using Xanes.Cli.Rows;
using Xanes.Interop;

namespace Xanes.Cli.Plotting;

/// <summary>Draws spectra: a few with a colour and a name each, many in a colour map by their order.</summary>
internal static class SpectrumPlot
{
    private const int MaximumNames = 8;

    /// <summary>Draws the rows that were kept.</summary>
    public static Plot Draw(ThinnedRows<SpectrumRow> rows, ModelInfo model)
    {
        var plot = new Plot();
        double[] energies = [.. model.Energies.ToArray().Select(model.PhotonEnergy)];
        if (PlotLine.Of(rows.Kept) is { Count: <= MaximumNames } lines)
        {
            DrawNamed(plot, lines, energies);
        }
        else
        {
            DrawMapped(plot, rows, energies);
        }

        Dress(plot, rows, model);
        return plot;
    }

    private static void DrawNamed(Plot plot, IReadOnlyList<PlotLine> lines, double[] energies)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            DrawBand(plot, lines[i].Row, energies, PlotPalette.ColourOf(i));
        }

        for (var i = 0; i < lines.Count; i++)
        {
            var line = plot.Add.ScatterLine(energies, lines[i].Row.Intensities.ToArray(), PlotPalette.ColourOf(i));
            line.LineWidth = 2.2f;
            line.LegendText = lines[i].Name;
        }

        plot.ShowLegend(Alignment.LowerRight);
        plot.Legend.FontSize = 14;
        plot.Legend.OutlineColor = Colors.Gray.WithAlpha(0.4);
        plot.Legend.ShadowColor = Colors.Transparent;
    }

    private static void DrawBand(Plot plot, SpectrumRow row, double[] energies, Color color)
    {
        if (row.Uncertainty.IsEmpty)
        {
            return;
        }

        var (mu, sigma) = (row.Intensities.ToArray(), row.Uncertainty.ToArray());
        var band = plot.Add.FillY(
            energies,
            [.. mu.Zip(sigma, (value, spread) => (double)(value - spread))],
            [.. mu.Zip(sigma, (value, spread) => (double)(value + spread))]);
        band.FillColor = color.WithAlpha(0.18);
        band.LineWidth = 0;
    }

    private static void DrawMapped(Plot plot, ThinnedRows<SpectrumRow> rows, double[] energies)
    {
        var scale = new RowColours(rows.Offered - 1);
        for (var i = 0; i < rows.Kept.Count; i++)
        {
            var line = plot.Add.ScatterLine(energies, rows.Kept[i].Intensities.ToArray(), scale.ColourOf(i * (long)rows.Step));
            line.LineWidth = rows.Kept.Count > 40 ? 1.0f : 1.6f;
        }

        var bar = plot.Add.ColorBar(scale);
        bar.Label = "Row (0-based)";
        bar.LabelStyle.FontSize = 16;
        bar.LabelStyle.Bold = false;
        bar.LabelStyle.FontName = PlotFont.Family;
        bar.Axis.TickLabelStyle.FontName = PlotFont.Family;
        bar.Axis.TickLabelStyle.FontSize = 14;
    }

    private static void Dress(Plot plot, ThinnedRows<SpectrumRow> rows, ModelInfo model)
    {
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
