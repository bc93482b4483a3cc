using ScottPlot;

namespace Xanes.Cli.Plotting;

/// <summary>What the panels of a picture share.</summary>
internal static class PanelStyle
{
    /// <summary>Sets the fonts, the legend and the grid.</summary>
    public static void Dress(Plot plot)
    {
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
        plot.Axes.Bottom.TickLabelStyle.FontSize = 15;
        plot.Axes.Left.TickLabelStyle.FontSize = 15;
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
        plot.Axes.Left.MinimumSize = 64;
        plot.Axes.Right.MinimumSize = 24;
        plot.ShowLegend(Alignment.UpperRight);
        plot.Legend.FontSize = 14;
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.OutlineColor = Colors.Gray.WithAlpha(0.4);
        plot.Legend.ShadowColor = Colors.Transparent;
    }
}
