using Xanes.Interop;
using Xanes.Plugin.Fitting.Likelihood;
using Xanes.Plugin.Fitting.Sampling;

namespace Xanes.Plugin.Fitting;

/// <summary>The posterior of a fit: priors, the likelihood of the measured spectrum, and a penalty outside of the model's domain.</summary>
internal sealed class FitPosterior(
    NuisanceParameters parameters,
    PredictedSpectra predictions,
    LinearNuisances linear,
    int points,
    FitOptions options,
    CancellationToken cancellation) : IPosterior
{
    /// <summary>Over how many limits of the domain the density falls by exp(-1/2), at a penalty of 1.</summary>
    private const double PenaltyWidth = 2.0;

    /// <inheritdoc/>
    public int Dimension => parameters.All.Count;

    /// <inheritdoc/>
    public double[] DrawPrior(Random random)
    {
        double[] point = [.. parameters.All.Select(parameter => parameter.Quantile(random.NextDouble()))];
        point[parameters.ErrorScale] = parameters.DrawErrorScale(random);
        return point;
    }

    /// <inheritdoc/>
    public double LogPrior(double[] point) => parameters.LogPrior(point);

    /// <inheritdoc/>
    public double[] LogLikelihoods(IReadOnlyList<double[]> sets)
    {
        var spectra = new double[sets.Count * points];
        var distances = new double[sets.Count];
        predictions.Predict(sets, spectra, distances, cancellation);
        var results = new double[sets.Count];
        Parallel.For(0, sets.Count, new ParallelOptions { MaxDegreeOfParallelism = Threads(options) }, i =>
        {
            var likelihood = linear.LogLikelihood(spectra.AsSpan(i * points, points), Math.Exp(sets[i][parameters.ErrorScale]));
            var outside = options.DomainPenalty * Math.Max(0.0, distances[i] - 1.0) / PenaltyWidth;
            likelihood -= 0.5 * outside * outside;
            results[i] = double.IsFinite(likelihood) ? likelihood : double.NegativeInfinity;
        });
        return results;
    }

    /// <summary>The number of threads that the options ask for.</summary>
    public static int Threads(FitOptions options) => options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
}
