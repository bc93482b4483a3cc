using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Xanes.Interop;
using Xanes.Plugin.Fitting.Sampling;

namespace Xanes.Plugin.Fitting;

/// <summary>What the draws of a fit say.</summary>
internal sealed class FitSummary
{
    private const int KeptDraws = 4000;
    private const int CurveDraws = 400;

    private readonly FitProblem _problem;
    private readonly Chain _chain;
    private readonly double[] _evidence;
    private readonly FitOptions _options;
    private readonly IReadOnlyList<Walker> _draws;

    /// <summary>Takes the draws.</summary>
    /// <param name="problem">The fit.</param>
    /// <param name="chain">The sampler's steps.</param>
    /// <param name="evidence">The logarithm of the evidence by each group.</param>
    /// <param name="options">How it was fitted.</param>
    public FitSummary(FitProblem problem, Chain chain, double[] evidence, FitOptions options)
    {
        _problem = problem;
        _chain = chain;
        _evidence = evidence;
        _options = options;
        _draws = chain.Thinned(KeptDraws);
    }

    /// <summary>Everything in one.</summary>
    public FitResult Result(double acceptance, Stopwatch clock, CancellationToken cancellation)
    {
        double[] scale = [.. _problem.Parameters.All.Select(parameter => parameter.Range.Upper - parameter.Range.Lower)];
        var minima = Minima.Find(_problem.Posterior, _draws, scale, cancellation);
        var best = minima.MaxBy(minimum => minimum.Maximum.LogPosterior).Maximum;
        FitAnswer[] answers = [.. minima.Select(minimum => Answer(minimum.Maximum, minimum.Share))];
        var samples = new double[_draws.Count][];
        Parallel.For(0, samples.Length, i => samples[i] = Told(_draws[i].Point));
        var parameters = Parameters(samples, Told(best.Point));
        var (curve, shareOutside) = new PosteriorCurve(_problem, _options.Seed).Draw(_chain.Thinned(CurveDraws), best, cancellation);
        var correlations = Correlation(samples);
        return new FitResult
        {
            Model = _problem.Model.Info.Id,
            Parameters = parameters,
            Samples = samples.SelectMany(sample => sample).ToArray(),
            LogPosterior = _draws.Select(draw => draw.LogPosterior).ToArray(),
            Correlations = correlations,
            Answers = answers,
            Curve = curve,
            RadialDistributions = PosteriorDistances.Of(_problem, _chain.Thinned(CurveDraws), best),
            LogEvidence = _evidence.Average(),
            LogEvidenceError = Math.Abs(_evidence[0] - _evidence[^1]) / 2.0,
            ShareOutside = shareOutside,
            Warnings = FitWarnings.Of(_problem, parameters, samples, correlations, shareOutside, answers, _options),
            Acceptance = acceptance,
            Spectra = _problem.Predictions.Count,
            Elapsed = clock.Elapsed,
        };
    }

    /// <summary>All values that are told: parameters, the error scale itself, then derived quantities.</summary>
    private double[] Told(double[] point)
    {
        var told = _problem.Structures.Told(point);
        told[_problem.Parameters.ErrorScale] = Math.Exp(point[_problem.Parameters.ErrorScale]);
        return [.. told, .. _problem.Structures.Derived.Select(quantity => quantity.Of(point))];
    }

    private List<FittedParameter> Parameters(double[][] samples, double[] best)
    {
        var all = _problem.Parameters.All;
        var derived = _problem.Structures.Derived;
        var result = new List<FittedParameter>();
        for (var i = 0; i < all.Count + derived.Count; i++)
        {
            var column = samples.Select(sample => sample[i]).ToArray();
            Array.Sort(column);
            var isDerived = i >= all.Count;
            var isLogarithm = i == _problem.Parameters.ErrorScale;
            result.Add(new FittedParameter(
                isDerived ? derived[i - all.Count].Name : all[i].Name,
                isDerived ? derived[i - all.Count].Unit : all[i].Unit,
                best[i],
                column.Mean(),
                column.StandardDeviation(),
                SortedArrayStatistics.Median(column),
                Interval(column, 0.68),
                Interval(column, 0.90),
                isDerived ? null : isLogarithm ? Math.Exp(all[i].Range.Lower) : all[i].Range.Lower,
                isDerived ? null : isLogarithm ? Math.Exp(all[i].Range.Upper) : all[i].Range.Upper,
                isDerived,
                isDerived ? double.NaN : _chain.AutocorrelationTime(i),
                isDerived ? double.NaN : _chain.GelmanRubin(i)));
        }

        return result;
    }

    private static ValueInterval Interval(double[] sorted, double share) => new(
        SortedArrayStatistics.Quantile(sorted, 0.5 * (1.0 - share)), SortedArrayStatistics.Quantile(sorted, 0.5 * (1.0 + share)));

    private static double[] Correlation(double[][] samples)
    {
        var columns = samples[0].Length;
        var matrix = new double[columns * columns];
        double[][] series = [.. Enumerable.Range(0, columns).Select(i => samples.Select(sample => sample[i]).ToArray())];
        for (var one = 0; one < columns; one++)
        {
            for (var other = 0; other < columns; other++)
            {
                var value = one == other ? 1.0 : MathNet.Numerics.Statistics.Correlation.Pearson(series[one], series[other]);
                matrix[(one * columns) + other] = double.IsFinite(value) ? value : 0.0;
            }
        }

        return matrix;
    }

    private FitAnswer Answer(Walker maximum, double share) =>
        new(Told(maximum.Point), maximum.LogPosterior, share, _problem.Structures.Found(maximum.Point, _problem.Model));
}
