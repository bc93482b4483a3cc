using Xanes.Interop;
using Xanes.Plugin.Fitting.Structures;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Refinement;

/// <summary>
/// The structures of a posterior that teach a model most: the best, then in turn the draw that is farthest from all chosen ones, in units of
/// the posterior's own width, and that the model is least sure of.
/// </summary>
internal static class HelpfulStructures
{
    /// <summary>The group of the best structure.</summary>
    public const string BestGroup = "best";

    private const int Candidates = 300;

    /// <summary>Chooses structures as clusters around the absorber, which is atom 0.</summary>
    /// <param name="model">The model that was fitted with.</param>
    /// <param name="starts">What was fitted.</param>
    /// <param name="fit">The fit.</param>
    /// <param name="seed">The fit's seed.</param>
    /// <param name="count">The number of structures, the best included; of one that has several absorbers all count.</param>
    public static IReadOnlyList<(string Group, AtomicStructure Cluster)> Choose(
        ISpectrumModel model, IReadOnlyList<FitStart> starts, FitResult fit, int seed, int count)
    {
        var structures = StructureModel.Create(starts, model, seed);
        var points = Points(fit, structures.Parameters.Count);
        var widths = Widths(points);
        var chosen = new List<(string Group, AtomicStructure Cluster)>();
        var distances = Enumerable.Repeat(double.PositiveInfinity, points.Length).ToArray();
        var doubt = points.Select(point => Doubt(model, structures, point)).ToArray();
        for (var next = 0; chosen.Count < count && distances[next] > 0.0; next = Farthest(distances, doubt))
        {
            foreach (var cluster in Clusters(model, structures, points[next]).Take(count - chosen.Count))
            {
                chosen.Add((chosen.Count == 0 || next == 0 ? BestGroup : $"draw-{next}", cluster));
            }

            for (var i = 0; i < points.Length; i++)
            {
                distances[i] = Math.Min(distances[i], Distance(points[i], points[next], widths));
            }
        }

        return chosen;
    }

    /// <summary>The best structure's clusters.</summary>
    public static IReadOnlyList<(string Group, AtomicStructure Cluster)> Best(ISpectrumModel model, IReadOnlyList<FitStart> starts, FitResult fit, int seed)
    {
        var structures = StructureModel.Create(starts, model, seed);
        return [.. Clusters(model, structures, Points(fit, structures.Parameters.Count)[0]).Select(cluster => (BestGroup, cluster))];
    }

    /// <summary>The structures' parameters of the best answer, then of some draws.</summary>
    private static double[][] Points(FitResult fit, int parameters)
    {
        var columns = fit.Parameters.Count;
        var draws = fit.Samples.Length / columns;
        var stride = Math.Max(1, draws / Candidates);
        return
        [
            fit.Best.Values.Span[..parameters].ToArray(),
            .. Enumerable.Range(0, draws).Where(draw => draw % stride == 0)
                .Select(draw => fit.Samples.Span.Slice(draw * columns, parameters).ToArray()),
        ];
    }

    private static double[] Widths(double[][] points) =>
    [
        .. Enumerable.Range(0, points[0].Length)
            .Select(parameter => MathNet.Numerics.Statistics.Statistics.StandardDeviation(points.Select(point => point[parameter]))),
    ];

    private static double Distance(double[] one, double[] other, double[] widths)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            var difference = widths[i] > 0.0 ? (one[i] - other[i]) / widths[i] : 0.0;
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }

    private static int Farthest(double[] distances, double[] doubt) =>
        Enumerable.Range(0, distances.Length).MaxBy(i => distances[i] * doubt[i]);

    private static double Doubt(ISpectrumModel model, StructureModel structures, double[] point) => !model.HasUncertainty ? 1.0 : Clusters(model, structures, point)
        .Average(cluster => model.Predict(cluster.View, 0).Uncertainty.ToArray().Average(value => (double)value));

    private static IEnumerable<AtomicStructure> Clusters(ISpectrumModel model, StructureModel structures, double[] point)
    {
        var cutoff = model.Info.Descriptor.Number("r_max", 5.0);
        foreach (var slot in structures.Slots)
        {
            var (atoms, absorber) = slot.Best(structures.Starts[slot.Start].Structure, point);
            yield return ClusterCut.ToStructure(atoms.AtomicNumbers[absorber], ClusterCut.Within(atoms, absorber, cutoff));
        }
    }
}
