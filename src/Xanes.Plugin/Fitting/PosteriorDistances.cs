using MathNet.Numerics;
using MathNet.Numerics.Statistics;
using Xanes.Interop;
using Xanes.Plugin.Fitting.Sampling;
using Xanes.Plugin.Fitting.Structures;

namespace Xanes.Plugin.Fitting;

/// <summary>Radial distributions over the draws: the weighted mean over all structures of a draw, each atom spread by a Gaussian.</summary>
internal static class PosteriorDistances
{
    private const double Width = 0.05;
    private const double Step = 0.02;
    private const double Beginning = 1.0;

    /// <summary>The distribution of each element around the absorber.</summary>
    public static IReadOnlyList<RadialDistribution> Of(FitProblem problem, IReadOnlyList<Walker> draws, Walker best)
    {
        var end = problem.Model.Info.Descriptor.Number("r_max", 5.0);
        var places = Generate.LinearRange(Beginning, Step, end);
        int[] elements = [.. problem.Structures.Slots.SelectMany(slot => slot.Base.Numbers.Skip(1)).Distinct().Order()];
        double[][] sets = [best.Point, .. draws.Select(draw => draw.Point)];
        var all = new double[sets.Length][,];
        Parallel.For(0, sets.Length, new ParallelOptions { MaxDegreeOfParallelism = problem.Threads }, i =>
            all[i] = Distribution(problem.Structures, sets[i], elements, places));
        return [.. elements.Select((element, row) => Summary(element, row, all, places)).Where(distribution => distribution.Upper.Span.IndexOfAnyExcept(0.0) >= 0)];
    }

    private static RadialDistribution Summary(int element, int row, double[][,] all, double[] places)
    {
        var (best, median, lower, upper) = (new double[places.Length], new double[places.Length], new double[places.Length], new double[places.Length]);
        for (var i = 0; i < places.Length; i++)
        {
            best[i] = all[0][row, i];
            var column = all.Skip(1).Select(draw => draw[row, i]).ToArray();
            Array.Sort(column);
            median[i] = SortedArrayStatistics.Median(column);
            lower[i] = SortedArrayStatistics.Quantile(column, 0.05);
            upper[i] = SortedArrayStatistics.Quantile(column, 0.95);
        }

        return new RadialDistribution(ChemicalElement.Symbol(element), places, best, median, lower, upper, Width);
    }

    private static double[,] Distribution(StructureModel structures, double[] values, int[] elements, double[] places)
    {
        var sum = new double[elements.Length, places.Length];
        var fractions = structures.Fractions(values);
        var draft = new StructureDraft();
        for (var i = 0; i < structures.Slots.Count; i++)
        {
            var slot = structures.Slots[i];
            for (var structure = 0; structure < slot.Structures; structure++)
            {
                var weight = slot.Fill(values, structure, draft) * structures.Weights[i] * fractions[slot.Start];
                for (var atom = 1; atom < draft.Count; atom++)
                {
                    AddGaussian(sum, Array.IndexOf(elements, draft.Numbers[atom]), places, (draft.Position(atom) - draft.Position(0)).Length, weight);
                }
            }
        }

        return sum;
    }

    private static void AddGaussian(double[,] sum, int row, double[] places, double distance, double weight)
    {
        var first = Math.Max(0, (int)((distance - (5.0 * Width) - Beginning) / Step));
        var last = Math.Min(places.Length - 1, (int)((distance + (5.0 * Width) - Beginning) / Step));
        for (var i = first; i <= last; i++)
        {
            var scaled = (places[i] - distance) / Width;
            sum[row, i] += weight * Math.Exp(-0.5 * scaled * scaled) / (Width * Constants.Sqrt2Pi);
        }
    }
}
