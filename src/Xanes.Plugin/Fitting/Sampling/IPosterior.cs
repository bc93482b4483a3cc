namespace Xanes.Plugin.Fitting.Sampling;

/// <summary>A probability density over parameters, evaluated for many points at once.</summary>
internal interface IPosterior
{
    /// <summary>The number of parameters d.</summary>
    int Dimension { get; }

    /// <summary>Draws a point from the prior.</summary>
    double[] DrawPrior(Random random);

    /// <summary>The logarithm of the prior's density; negative infinity where it is zero.</summary>
    double LogPrior(double[] point);

    /// <summary>The logarithm of the likelihood of each point; negative infinity where there is none.</summary>
    double[] LogLikelihoods(IReadOnlyList<double[]> points);
}
