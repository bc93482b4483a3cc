using System.Globalization;
using ScottPlot;
using ScottPlot.MultiplotLayouts;
using Xanes.Cli.Output;
using Xanes.Plugin.Standards;

namespace Xanes.Cli.Plotting;

/// <summary>Draws each measured standard with FDMNES's and the models' spectra of its best structure laid on it, the amplitude 1.</summary>
internal static class StandardsPlot
{
    private const int PanelWidth = 560;
    private const int Height = 560;
    private const int MostColumns = 3;
    private const double Margin = 5.0;

    /// <summary>Draws into a file, png or svg; the first core-hole width of the collection.</summary>
    public static void Save(OutputTarget target, StandardsFolder collection, IReadOnlyList<StandardResult> results)
    {
        Multiplot? plots = null;
        double? first = collection.CoreHoleWidths is [var width, ..] ? width : null;
        string[] calculations = [.. results.Select(result => result.Calculation).Distinct()];
        foreach (var standard in collection.Standards)
        {
            var shown = results.Where(result =>
                result.Standard == standard.Name && (result.CoreHoleWidth ?? first) == first);
            var panel = Panel(standard, [.. shown.GroupBy(result => result.Calculation).Select(group => group.MinBy(result => result.Unit.MeanSquareError)!)], calculations);
            if (plots is null)
            {
                plots = new Multiplot(panel);
            }
            else
            {
                plots.AddPlot(panel);
            }
        }

        var columns = Math.Min(MostColumns, collection.Standards.Count);
        var rows = (collection.Standards.Count + columns - 1) / columns;
        plots!.Layout = new Grid(rows, columns);
        PanelFile.Save(target, plots, PanelWidth * columns, Height * rows);
    }

    private static Plot Panel(MeasuredStandard standard, IReadOnlyList<StandardResult> results, string[] calculations)
    {
        var plot = new Plot();
        var energies = standard.Spectrum.Measured.Energies.ToArray();
        int[] near = [.. Enumerable.Range(0, energies.Length).Where(i => energies[i] >= standard.Window.First - Margin && energies[i] <= standard.Window.Last + Margin)];
        var points = plot.Add.ScatterPoints(
            Array.ConvertAll(near, i => energies[i]), Array.ConvertAll(near, i => standard.Spectrum.Flattened.Span[i]), Colors.Black);
        points.MarkerSize = 4;
        points.LegendText = "measured";
        foreach (var result in results)
        {
            var shift = result.Unit.Shift;
            var line = plot.Add.ScatterLine(
                Array.ConvertAll(result.PhotonEnergies.ToArray(), energy => energy + shift),
                Array.ConvertAll(result.Intensities.ToArray(), value => (double)value),
                PlotPalette.ColourOf(Array.IndexOf(calculations, result.Calculation)));
            line.LineWidth = 1.8f;
            line.LegendText = string.Create(CultureInfo.InvariantCulture, $"{result.Calculation}, {result.Structure}: {result.Unit.MeanSquareError:0.0e+0}");
        }

        plot.Title(standard.Name, 18);
        plot.XLabel("Photon energy (eV)", 16);
        plot.YLabel("Absorption in edge steps", 16);
        PanelStyle.Dress(plot);
        plot.Legend.Alignment = Alignment.LowerRight;
        plot.Legend.Orientation = Orientation.Vertical;
        plot.Axes.AutoScaleY();
        plot.Axes.SetLimitsX(standard.Window.First - Margin, standard.Window.Last + Margin);
        return plot;
    }
}
