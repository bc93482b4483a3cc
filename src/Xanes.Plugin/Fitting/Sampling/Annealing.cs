namespace Xanes.Plugin.Fitting.Sampling;

/// <summary>
/// The global search: a population drawn from the prior is led to the posterior by raising the likelihood's power from 0 to 1, as far
/// at once as half of the population survives; after each rise it is drawn again by its weights and moved. All minima that matter stay
/// populated, and the mean weights multiply to the evidence (sequential Monte Carlo: Del Moral, Doucet and Jasra, J. R. Stat. Soc. B
/// 68, 411, 2006).
/// </summary>
internal static class Annealing
{
    private const double SurvivingShare = 0.5;
    private const int MaximumStages = 200;
    private const double MovesWanted = 2.5;
    private const int FewestSteps = 3;
    private const int MostSteps = 12;

    /// <summary>Leads a population, drawn from the prior, to the posterior.</summary>
    /// <param name="population">The population.</param>
    /// <param name="progress">Told the likelihood's power after each stage.</param>
    /// <param name="cancellation">Ends the search between steps.</param>
    /// <returns>The logarithm of the evidence by each group.</returns>
    public static double[] Run(Population population, Action<double> progress, CancellationToken cancellation)
    {
        var evidence = new double[population.Groups.Count];
        var power = 0.0;
        for (var stage = 0; power < 1.0; stage++)
        {
            var rise = stage < MaximumStages ? NextRise(population, 1.0 - power) : 1.0 - power;
            double[][] weights = [.. population.Groups.Select(group => group.Select(walker => Weight(walker, rise)).ToArray())];
            for (var group = 0; group < weights.Length; group++)
            {
                evidence[group] += LogMean(weights[group]);
            }

            population.Resample(weights);
            power = rise >= 1.0 - power - 1e-12 ? 1.0 : power + rise;
            Move(population, power, cancellation);
            progress(power);
        }

        return evidence;
    }

    private static void Move(Population population, double power, CancellationToken cancellation)
    {
        var moves = 0.0;
        _ = population.TakeAcceptance();
        for (var step = 0; step < MostSteps && (step < FewestSteps || moves < MovesWanted); step++)
        {
            cancellation.ThrowIfCancellationRequested();
            population.Step(power);
            moves += population.TakeAcceptance();
        }
    }

    /// <summary>The rise of the power by which the effective number of walkers falls to the surviving share, in the worst group.</summary>
    private static double NextRise(Population population, double most)
    {
        if (Survivors(population, most) >= SurvivingShare)
        {
            return most;
        }

        var (low, high) = (0.0, most);
        for (var i = 0; i < 60; i++)
        {
            var middle = 0.5 * (low + high);
            (low, high) = Survivors(population, middle) >= SurvivingShare ? (middle, high) : (low, middle);
        }

        return Math.Max(low, 1e-12);
    }

    private static double Survivors(Population population, double rise) => population.Groups.Min(group =>
    {
        var weights = group.Select(walker => Weight(walker, rise)).ToArray();
        var largest = weights.Max();
        var (sum, squares) = (0.0, 0.0);
        foreach (var weight in weights)
        {
            var value = Math.Exp(weight - largest);
            sum += value;
            squares += value * value;
        }

        return sum * sum / squares / weights.Length;
    });

    private static double Weight(Walker walker, double rise) =>
        double.IsNegativeInfinity(walker.LogLikelihood) ? double.NegativeInfinity : rise * walker.LogLikelihood;

    private static double LogMean(double[] logarithms)
    {
        var largest = logarithms.Max();
        return largest + Math.Log(logarithms.Average(value => Math.Exp(value - largest)));
    }
}
