using System.Globalization;
using ScottPlot;
using ScottPlot.MultiplotLayouts;
using Xanes.Cli.Output;
using Xanes.Interop;

namespace Xanes.Cli.Plotting;

/// <summary>Draws what normalising did: mu with the two fitted curves and their ranges, and the normalised edge.</summary>
internal static class NormalisationPlot
{
    private const int Width = 1400;
    private const int Height = 600;
    private const double BelowEdge = 40.0;
    private const double AboveEdge = 120.0;

    /// <summary>Draws into a file, png or svg.</summary>
    public static void Save(OutputTarget target, NormalisedSpectrum normalised)
    {
        var plots = new Multiplot(Fits(normalised));
        plots.AddPlot(Edge(normalised));
        plots.Layout = new Columns();
        PanelFile.Save(target, plots, Width, Height);
    }

    private static Plot Fits(NormalisedSpectrum normalised)
    {
        var plot = new Plot();
        var energies = normalised.Measured.Energies.ToArray();
        var (e0, used) = (normalised.E0, normalised.Used);
        Shade(plot, e0 + used.PreEdgeStart!.Value, e0 + used.PreEdgeEnd!.Value, PlotPalette.ColourOf(1));
        Shade(plot, e0 + used.PostEdgeStart!.Value, e0 + used.PostEdgeEnd!.Value, PlotPalette.ColourOf(2));
        Line(plot, energies, normalised.Measured.Absorption.ToArray(), PlotPalette.ColourOf(0), "mu");
        Line(plot, energies, normalised.PreEdge.ToArray(), PlotPalette.ColourOf(1), "pre-edge");
        Line(plot, energies, normalised.PostEdge.ToArray(), PlotPalette.ColourOf(2), "post-edge");
        Mark(plot, e0);
        plot.Title(normalised.Measured.Label, 18);
        plot.YLabel("Absorption as measured", 17);
        Dress(plot);
        plot.Axes.Margins(0, 0.08);
        plot.Axes.AutoScale();
        return plot;
    }

    private static Plot Edge(NormalisedSpectrum normalised)
    {
        var plot = new Plot();
        var (energies, e0) = (normalised.Measured.Energies.ToArray(), normalised.E0);
        plot.Add.HorizontalLine(1.0, 1.0f, Colors.Gray.WithAlpha(0.5));
        Line(plot, energies, normalised.Normalised.ToArray(), PlotPalette.ColourOf(0), "normalised");
        Line(plot, energies, normalised.Flattened.ToArray(), PlotPalette.ColourOf(1), "flattened");
        Mark(plot, e0);
        plot.Title(string.Create(CultureInfo.InvariantCulture, $"e0 {e0:0.00} eV, edge step {normalised.EdgeStep:0.####}"), 18);
        plot.YLabel("Absorption, normalised to an edge step of 1", 17);
        Dress(plot);
        plot.Axes.AutoScale();
        var near = Enumerable.Range(0, energies.Length).Where(i => energies[i] > e0 - BelowEdge && energies[i] < e0 + AboveEdge);
        double[] values = [.. near.Select(i => normalised.Normalised.Span[i]).DefaultIfEmpty(1.0)];
        var margin = 0.1 * Math.Max(values.Max() - values.Min(), 0.1);
        plot.Axes.SetLimits(e0 - BelowEdge, e0 + AboveEdge, values.Min() - margin, values.Max() + (2.0 * margin));
        return plot;
    }

    private static void Dress(Plot plot)
    {
        plot.XLabel("Photon energy (eV)", 17);
        PanelStyle.Dress(plot);
        plot.Legend.Alignment = Alignment.LowerRight;
        plot.Legend.Orientation = Orientation.Vertical;
    }

    private static void Line(Plot plot, double[] energies, double[] values, Color colour, string name)
    {
        var line = plot.Add.ScatterLine(energies, values, colour);
        line.LineWidth = 2.0f;
        line.LegendText = name;
    }

    private static void Shade(Plot plot, double first, double last, Color colour)
    {
        var span = plot.Add.HorizontalSpan(first, last, colour.WithAlpha(0.10));
        span.LineStyle.Width = 0;
    }

    private static void Mark(Plot plot, double e0)
    {
        var line = plot.Add.VerticalLine(e0, 1.2f, Colors.Black.WithAlpha(0.6), LinePattern.Dashed);
        line.LegendText = "e0";
    }
}
