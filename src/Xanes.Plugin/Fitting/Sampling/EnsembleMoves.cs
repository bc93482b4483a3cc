using MathNet.Numerics.Distributions;

namespace Xanes.Plugin.Fitting.Sampling;

/// <summary>
/// Moves of a population that are the same under any linear change of the parameters: the stretch move (Goodman and Weare, Commun. Appl.
/// Math. Comput. Sci. 5, 65, 2010) and the step along the difference of two others (ter Braak, Stat. Comput. 16, 239, 2006).
/// </summary>
internal static class EnsembleMoves
{
    private const double StretchShare = 0.3;
    private const double LargestStretch = 2.0;
    private const double LongJumpShare = 0.1;
    private const double Jitter = 1e-5;

    /// <summary>Proposes a new point.</summary>
    /// <param name="point">The point that moves, [d].</param>
    /// <param name="others">The points that stay meanwhile, at least two.</param>
    /// <param name="random">The random numbers.</param>
    /// <param name="logFactor">What is added to the difference of the log densities before they decide.</param>
    public static double[] Propose(double[] point, IReadOnlyList<Walker> others, Random random, out double logFactor) =>
        random.NextDouble() < StretchShare ? Stretch(point, others, random, out logFactor) : Difference(point, others, random, out logFactor);

    private static double[] Stretch(double[] point, IReadOnlyList<Walker> others, Random random, out double logFactor)
    {
        var partner = others[random.Next(others.Count)].Point;
        var root = 1.0 + ((LargestStretch - 1.0) * random.NextDouble());
        var stretch = root * root / LargestStretch;
        logFactor = (point.Length - 1) * Math.Log(stretch);
        var moved = new double[point.Length];
        for (var i = 0; i < moved.Length; i++)
        {
            moved[i] = partner[i] + (stretch * (point[i] - partner[i]));
        }

        return moved;
    }

    private static double[] Difference(double[] point, IReadOnlyList<Walker> others, Random random, out double logFactor)
    {
        var first = random.Next(others.Count);
        var second = (first + 1 + random.Next(others.Count - 1)) % others.Count;
        var length = random.NextDouble() < LongJumpShare ? 1.0 : 2.38 / Math.Sqrt(2.0 * point.Length);
        length *= 1.0 + (0.1 * Normal.Sample(random, 0.0, 1.0));
        logFactor = 0.0;
        var moved = new double[point.Length];
        for (var i = 0; i < moved.Length; i++)
        {
            var step = others[first].Point[i] - others[second].Point[i];
            moved[i] = point[i] + (length * step) + (Jitter * Math.Abs(step) * Normal.Sample(random, 0.0, 1.0));
        }

        return moved;
    }
}
