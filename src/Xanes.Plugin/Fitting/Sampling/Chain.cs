using MathNet.Numerics.Statistics;

namespace Xanes.Plugin.Fitting.Sampling;

/// <summary>What a population was at each step after the search.</summary>
/// <param name="groups">The number of independent groups.</param>
internal sealed class Chain(int groups)
{
    private const double WindowTimes = 5.0;

    private readonly List<Walker[][]> _steps = [];

    /// <summary>The number of steps.</summary>
    public int Steps => _steps.Count;

    /// <summary>Adds the population as it is.</summary>
    public void Add(Population population) => _steps.Add([.. population.Groups.Select(group => group.ToArray())]);

    /// <summary>At most a number of walkers, evenly over steps and groups.</summary>
    public IReadOnlyList<Walker> Thinned(int most)
    {
        var all = _steps.SelectMany(step => step.SelectMany(group => group)).ToArray();
        var stride = Math.Max(1, (all.Length + most - 1) / most);

        // A stride that shares a factor with the number of walkers would visit the same few of them at every step.
        while (stride > 1 && Euclid(stride, all.Length / _steps.Count) > 1)
        {
            stride++;
        }

        return [.. Enumerable.Range(0, (all.Length + stride - 1) / stride).Select(i => all[i * stride])];
    }

    /// <summary>
    /// The autocorrelation time of a parameter in steps: the autocorrelation averaged over walkers, summed up to the first lag M that is at
    /// least five times the sum (Sokal's window).
    /// </summary>
    public double AutocorrelationTime(int parameter)
    {
        var walkers = groups * _steps[0][0].Length;
        double[][] series = [.. Enumerable.Range(0, walkers).Select(walker => Series(parameter, walker))];
        var mean = series.Average(one => one.Average());
        var variance = Autocovariance(series, mean, lag: 0);
        if (variance <= 0.0)
        {
            return 1.0;
        }

        var time = 1.0;
        for (var lag = 1; lag < Steps && lag < WindowTimes * time; lag++)
        {
            time += 2.0 * Autocovariance(series, mean, lag) / variance;
        }

        return Math.Max(1.0, time);
    }

    /// <summary>
    /// The R-hat of a parameter: the square root of the variance of all groups' second and first halves together over the mean variance
    /// within them (Gelman and Rubin, Stat. Sci. 7, 457, 1992).
    /// </summary>
    public double GelmanRubin(int parameter)
    {
        var parts = new List<double[]>();
        var half = Steps / 2;
        for (var group = 0; group < groups; group++)
        {
            foreach (var steps in new[] { _steps.Take(half), _steps.Skip(half) })
            {
                parts.Add([.. steps.SelectMany(step => step[group].Select(walker => walker.Point[parameter]))]);
            }
        }

        if (half == 0)
        {
            return double.PositiveInfinity;
        }

        var within = parts.Average(part => part.PopulationVariance());
        var between = parts.Select(part => part.Mean()).PopulationVariance();
        return within > 0.0 ? Math.Sqrt((within + between) / within) : 1.0;
    }

    private double[] Series(int parameter, int walker)
    {
        var size = _steps[0][0].Length;
        return [.. _steps.Select(step => step[walker / size][walker % size].Point[parameter])];
    }

    private double Autocovariance(double[][] series, double mean, int lag)
    {
        var sum = 0.0;
        foreach (var one in series)
        {
            for (var i = lag; i < Steps; i++)
            {
                sum += (one[i] - mean) * (one[i - lag] - mean);
            }
        }

        return sum / (Steps * (double)series.Length);
    }

    private static int Euclid(int one, int other) => other == 0 ? one : Euclid(other, one % other);
}
