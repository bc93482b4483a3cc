using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Xanes.Plugin.Fitting.Sampling;

/// <summary>Finds the separate maxima of a posterior among its draws: walks up from draws far apart, and keeps what a valley parts.</summary>
internal static class Minima
{
    private const int Starts = 5;
    private const double Valley = 1.0;
    private const int PointsBetween = 7;
    private const double LeastShare = 0.02;
    private const double Impossible = 1e30;

    /// <summary>The maxima, each with the share of the draws that are nearest to it, largest share first.</summary>
    /// <param name="posterior">The density.</param>
    /// <param name="draws">Draws from it.</param>
    /// <param name="scale">The extent of the prior of each parameter, [d].</param>
    /// <param name="cancellation">Ends the search.</param>
    public static IReadOnlyList<(Walker Maximum, double Share)> Find(
        IPosterior posterior, IReadOnlyList<Walker> draws, double[] scale, CancellationToken cancellation)
    {
        var maxima = new List<Walker>();
        foreach (var start in FarApart(draws, scale))
        {
            var maximum = Climb(posterior, start, Spread(draws, posterior.Dimension), cancellation);
            var known = maxima.FindIndex(other => !IsValleyBetween(posterior, maximum, other));
            if (known < 0)
            {
                maxima.Add(maximum);
            }
            else if (maximum.LogPosterior > maxima[known].LogPosterior)
            {
                maxima[known] = maximum;
            }
        }

        var nearest = draws.ToLookup(draw => Enumerable.Range(0, maxima.Count).MinBy(i => Distance(draw.Point, maxima[i].Point, scale)));
        var found = maxima.Select((maximum, i) => (Maximum: maximum, Share: nearest[i].Count() / (double)draws.Count)).ToArray();
        var kept = found.Where(one => one.Share >= LeastShare || one.Maximum == found.MaxBy(other => other.Share).Maximum).ToArray();
        return [.. kept.OrderByDescending(one => one.Share)];
    }

    /// <summary>The best draw, and some of the better half that are farthest from those taken before.</summary>
    private static List<Walker> FarApart(IReadOnlyList<Walker> draws, double[] scale)
    {
        var better = draws.OrderByDescending(draw => draw.LogPosterior).Take((draws.Count + 1) / 2).ToArray();
        List<Walker> taken = [better[0]];
        while (taken.Count < Math.Min(Starts, better.Length))
        {
            taken.Add(better.MaxBy(draw => taken.Min(other => Distance(draw.Point, other.Point, scale)))!);
        }

        return taken;
    }

    private static double[] Spread(IReadOnlyList<Walker> draws, int dimension) =>
    [
        .. Enumerable.Range(0, dimension).Select(i =>
            Math.Max(1e-9, MathNet.Numerics.Statistics.Statistics.PopulationStandardDeviation(draws.Select(draw => draw.Point[i])))),
    ];

    /// <summary>Nelder and Mead's simplex from a draw; a draw that it cannot better stays.</summary>
    private static Walker Climb(IPosterior posterior, Walker start, double[] spread, CancellationToken cancellation)
    {
        double Cost(Vector<double> point)
        {
            cancellation.ThrowIfCancellationRequested();
            var walker = At(posterior, point.ToArray());
            return double.IsFinite(walker.LogPosterior) ? -walker.LogPosterior : Impossible;
        }

        var best = start;
        try
        {
            var found = NelderMeadSimplex.Minimum(
                ObjectiveFunction.Value(Cost),
                Vector<double>.Build.DenseOfArray(start.Point),
                Vector<double>.Build.DenseOfArray([.. spread.Select(width => 0.5 * width)]),
                convergenceTolerance: 1e-3,
                maximumIterations: 120 * start.Point.Length);
            best = At(posterior, found.MinimizingPoint.ToArray());
        }
        catch (MaximumIterationsException)
        {
            // The draw itself is good enough where the simplex wanders along a valley.
        }

        return best.LogPosterior > start.LogPosterior ? best : start;
    }

    private static bool IsValleyBetween(IPosterior posterior, Walker one, Walker other)
    {
        var between = new double[PointsBetween][];
        for (var i = 0; i < PointsBetween; i++)
        {
            var share = (i + 1.0) / (PointsBetween + 1.0);
            between[i] = [.. one.Point.Zip(other.Point, (a, b) => a + (share * (b - a)))];
        }

        var lower = Math.Min(one.LogPosterior, other.LogPosterior);
        var likelihoods = posterior.LogLikelihoods(between);
        return between.Select((point, i) => posterior.LogPrior(point) + likelihoods[i]).Min() < lower - Valley;
    }

    private static Walker At(IPosterior posterior, double[] point)
    {
        var prior = posterior.LogPrior(point);
        return new Walker(point, prior, double.IsFinite(prior) ? posterior.LogLikelihoods([point])[0] : double.NegativeInfinity);
    }

    private static double Distance(double[] one, double[] other, double[] scale)
    {
        var sum = 0.0;
        for (var i = 0; i < scale.Length; i++)
        {
            var difference = (one[i] - other[i]) / scale[i];
            sum += difference * difference;
        }

        return sum;
    }
}
