using ScottPlot;
using ScottPlot.TickGenerators;
using Xanes.Interop;
using Xanes.Plugin.Descriptors;

namespace Xanes.Cli.Plotting;

/// <summary>Histograms of distances, stacked: the given counts above the axis, the recovered ones below it.</summary>
internal static class HistogramPanel
{
    private const double EmptyMargin = 0.4;

    /// <summary>The distances from the absorber to the atoms of each element.</summary>
    public static Plot Radial(PairRdf descriptor, float[] given, float[] recovered)
    {
        var elements = descriptor.ClusterSpec.Elements;
        var histograms = elements.Select((element, species) =>
            (ChemicalElement.Symbol(element), descriptor.Layout.RadialOffset(species)));
        return Draw([.. histograms], descriptor.Parameters.RadialBins, given, recovered, "Distance to the absorber (Å)");
    }

    /// <summary>The distances between the atoms of each pair of elements.</summary>
    public static Plot Pairs(PairRdf descriptor, float[] given, float[] recovered)
    {
        var elements = descriptor.ClusterSpec.Elements;
        var histograms = from first in Enumerable.Range(0, elements.Count)
                         from second in Enumerable.Range(first, elements.Count - first)
                         let name = $"{ChemicalElement.Symbol(elements[first])}\u2013{ChemicalElement.Symbol(elements[second])}"
                         select (name, descriptor.Layout.PairOffset(first, second));
        return Draw([.. histograms], descriptor.Parameters.PairBins, given, recovered, "Distance between neighbours (Å)");
    }

    private static Plot Draw((string Name, int Offset)[] histograms, UniformBins bins, float[] given, float[] recovered, string title)
    {
        var plot = new Plot();
        var above = new double[bins.Count];
        var below = new double[bins.Count];
        for (var i = 0; i < histograms.Length; i++)
        {
            var (name, offset) = histograms[i];
            if (!given.AsSpan(offset, bins.Count).ContainsAnyExcept(0.0f) && !recovered.AsSpan(offset, bins.Count).ContainsAnyExcept(0.0f))
            {
                continue;
            }

            Bar[] bars = [.. Stack(given, offset, bins, above, 1.0), .. Stack(recovered, offset, bins, below, -1.0)];
            var group = plot.Add.Bars(bars);
            group.LegendText = name;
            group.Color = PlotPalette.ColourOf(i);
        }

        plot.Add.HorizontalLine(0.0, 1.2f, Colors.Black);
        plot.XLabel(title, 17);
        plot.YLabel("Count: given \u2191, recovered \u2193", 17);
        PanelStyle.Dress(plot);
        plot.Axes.Left.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true, LabelFormatter = value => $"{Math.Abs(value):0}" };
        var most = Math.Max(1.0, Math.Max(above.Max(), -below.Min()));
        plot.Axes.SetLimitsY(-1.15 * most, 1.35 * most);
        var occupied = Enumerable.Range(0, bins.Count).Where(bin => above[bin] > 0.0 || below[bin] < 0.0).DefaultIfEmpty(0).ToArray();
        plot.Axes.SetLimitsX(bins.Edges[occupied[0]] - EmptyMargin, bins.Edges[occupied[^1] + 1] + EmptyMargin);
        return plot;
    }

    private static IEnumerable<Bar> Stack(float[] values, int offset, UniformBins bins, double[] heights, double direction)
    {
        for (var bin = 0; bin < bins.Count; bin++)
        {
            if (values[offset + bin] == 0.0f)
            {
                continue;
            }

            var start = heights[bin];
            heights[bin] += direction * values[offset + bin];
            yield return new Bar
            {
                Position = (bins.Edges[bin] + bins.Edges[bin + 1]) / 2.0,
                ValueBase = start,
                Value = heights[bin],
                Size = bins.Width,
                LineWidth = 0.6f,
                LineColor = Colors.White,
            };
        }
    }
}
