namespace Xanes.Plugin.Fitting.Sampling;

/// <summary>A point of a population.</summary>
/// <param name="Point">The parameters, [d].</param>
/// <param name="LogPrior">The logarithm of the prior's density there.</param>
/// <param name="LogLikelihood">The logarithm of the likelihood there.</param>
internal sealed record Walker(double[] Point, double LogPrior, double LogLikelihood)
{
    /// <summary>The logarithm of the posterior's density, but for the evidence.</summary>
    public double LogPosterior => LogPrior + LogLikelihood;

    /// <summary>The logarithm of the density where the likelihood counts only in part.</summary>
    /// <param name="power">The likelihood's power, 0 to 1.</param>
    public double LogDensity(double power) => LogPrior + (power > 0.0 ? power * LogLikelihood : 0.0);
}
