using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using Xanes.Interop;
using Xanes.Plugin.Fitting.Sampling;

namespace Xanes.Plugin.Fitting;

/// <summary>The spectra of draws at the measured points, with the edge steps and backgrounds that go with them.</summary>
internal sealed class PosteriorCurve(FitProblem problem, int seed)
{
    /// <summary>Measured and fitted spectra, and the share of the draws outside of the model's domain.</summary>
    public (FitCurve Curve, double ShareOutside) Draw(IReadOnlyList<Walker> draws, Walker best, CancellationToken cancellation)
    {
        var points = problem.Window.Energies.Length;
        double[][] sets = [best.Point, .. draws.Select(draw => draw.Point)];
        var spectra = new double[sets.Length * points];
        var distances = new double[sets.Length];
        problem.Predictions.Predict(sets, spectra, distances, cancellation);
        var random = new Random(seed);
        var curves = new double[sets.Length][];
        for (var i = 0; i < sets.Length; i++)
        {
            ReadOnlySpan<double> normals = i == 0 ? [] : [Normal.Sample(random, 0.0, 1.0), Normal.Sample(random, 0.0, 1.0), Normal.Sample(random, 0.0, 1.0)];
            curves[i] = problem.Linear.Fitted(spectra.AsSpan(i * points, points), ErrorScale(sets[i]), normals, out _);
        }

        var (median, lower, upper) = (new double[points], new double[points], new double[points]);
        for (var i = 0; i < points; i++)
        {
            var column = curves.Skip(1).Select(curve => curve[i]).ToArray();
            Array.Sort(column);
            median[i] = SortedArrayStatistics.Median(column);
            lower[i] = SortedArrayStatistics.Quantile(column, 0.05);
            upper[i] = SortedArrayStatistics.Quantile(column, 0.95);
        }

        var scale = draws.Select(draw => ErrorScale(draw.Point)).Median();
        double[] deviation = [.. problem.Errors.Covariance.Diagonal().Select(variance => scale * Math.Sqrt(variance))];
        var curve = new FitCurve(
            problem.Window.PhotonEnergies, problem.Window.Measured, problem.Window.Noise, curves[0], median, lower, upper, deviation);
        return (curve, distances.Skip(1).Count(distance => distance > 1.0) / (double)draws.Count);
    }

    private double ErrorScale(double[] point) => Math.Exp(point[problem.Parameters.ErrorScale]);
}
