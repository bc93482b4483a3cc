using ScottPlot;
using ScottPlot.MultiplotLayouts;
using ScottPlot.TickGenerators;
using Xanes.Cli.Output;
using Xanes.Cli.Plotting;
using Xanes.Interop;

namespace Xanes.Cli.Fitting;

/// <summary>Draws every two parameters of a fit against each other, and the distribution of each on the diagonal.</summary>
internal static class CornerPlot
{
    private const int MostParameters = 8;
    private const int MostPoints = 1500;
    private const int Bins = 30;
    private const int PanelSize = 230;

    /// <summary>Draws into a file, png or svg.</summary>
    public static void Save(OutputTarget target, FitResult result)
    {
        var shown = Shown(result);
        var plots = new Multiplot();
        plots.AddPlots(shown.Length * (shown.Length + 1) / 2);
        var layout = new CustomGrid();
        var next = 0;
        for (var row = 0; row < shown.Length; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var plot = plots.GetPlot(next++);
                Draw(plot, result, shown[column], shown[row]);
                Label(plot, result, shown, column, row);
                layout.Set(plot, new GridCell(row, column, shown.Length, shown.Length, 1, 1));
            }
        }

        plots.Layout = layout;
        var size = Math.Max(500, PanelSize * shown.Length);
        PanelFile.Save(target, plots, size, size);
    }

    /// <summary>The parameters that are drawn: those of the structure first.</summary>
    private static int[] Shown(FitResult result) =>
        [.. Enumerable.Range(0, result.Parameters.Count).Where(i => !result.Parameters[i].IsDerived && result.Parameters[i].Deviation > 0.0).Take(MostParameters)];

    private static double[] Column(FitResult result, int parameter)
    {
        var columns = result.Parameters.Count;
        var values = new double[result.LogPosterior.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = result.Samples.Span[(i * columns) + parameter];
        }

        return values;
    }

    private static void Draw(Plot plot, FitResult result, int across, int up)
    {
        var values = Column(result, across);
        if (across != up)
        {
            var others = Column(result, up);
            var step = Math.Max(1, values.Length / MostPoints);
            int[] chosen = [.. Enumerable.Range(0, values.Length / step).Select(i => i * step)];
            var points = plot.Add.ScatterPoints(chosen.Select(i => values[i]).ToArray(), chosen.Select(i => others[i]).ToArray(), PlotPalette.ColourOf(0).WithAlpha(0.25));
            points.MarkerSize = 3;
            var best = plot.Add.Marker(result.Parameters[across].Best, result.Parameters[up].Best, MarkerShape.Cross, 12, PlotPalette.ColourOf(1));
            best.MarkerStyle.LineWidth = 2;
            return;
        }

        var histogram = new MathNet.Numerics.Statistics.Histogram(values, Bins);
        var edges = Enumerable.Range(0, Bins).Select(bin => histogram[bin]).ToArray();
        var area = plot.Add.FillY(
            edges.Select(bin => 0.5 * (bin.LowerBound + bin.UpperBound)).ToArray(), new double[Bins], edges.Select(bin => bin.Count).ToArray());
        area.FillColor = PlotPalette.ColourOf(0).WithAlpha(0.35);
        area.LineColor = PlotPalette.ColourOf(0);
        var parameter = result.Parameters[across];
        foreach (var (value, pattern) in new[] { (parameter.Median, LinePattern.Solid), (parameter.Interval90.Lower, LinePattern.Dashed), (parameter.Interval90.Upper, LinePattern.Dashed) })
        {
            plot.Add.VerticalLine(value, 1.5f, PlotPalette.ColourOf(1), pattern);
        }
    }

    private static void Label(Plot plot, FitResult result, int[] shown, int column, int row)
    {
        var (across, up) = (result.Parameters[shown[column]], result.Parameters[shown[row]]);
        plot.HideLegend();
        plot.HideGrid();
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TickDensity = 0.35 };
        plot.Axes.Left.TickGenerator = new NumericAutomatic { TickDensity = 0.35 };
        if (row == column)
        {
            plot.Title(FormattableString.Invariant($"{FitReport.Number(across, across.Median)} ({FitReport.Number(across, across.Interval90.Lower)} to {FitReport.Number(across, across.Interval90.Upper)})"), 12);
            plot.Axes.Title.Label.Bold = false;
            plot.Axes.Left.TickGenerator = new EmptyTickGenerator();
        }

        plot.XLabel(row == shown.Length - 1 ? FitReport.Name(across) : "", 13);
        plot.YLabel(column == 0 && row > 0 ? FitReport.Name(up) : "", 13);
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
        plot.Axes.Margins(0.03, 0.05);
    }
}
