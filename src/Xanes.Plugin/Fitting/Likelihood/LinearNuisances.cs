using MathNet.Numerics.LinearAlgebra;
using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Likelihood;

/// <summary>
/// Edge step, constant and slope of the background: the measured spectrum is (1 + a) y + b + c x with Gaussian priors on a, b, c, which
/// are integrated out. With r = t - y, B = [y, 1, x] and prior covariance P the errors' covariance becomes A + B P Bᵀ, and by the
/// Woodbury identity the log likelihood is -½ (rᵀA⁻¹r - gᵀS⁻¹g + log det A + log det S + log det P + n log 2π), S = P⁻¹ + BᵀA⁻¹B,
/// g = BᵀA⁻¹r.
/// </summary>
internal sealed class LinearNuisances
{
    private const double FixedDeviation = 1e-6;
    private const double SlopeUnit = 100.0;

    private readonly ErrorModel _errors;
    private readonly double[] _priorDeviations;
    private readonly double[][] _scaled;
    private readonly double[][] _parts;
    private readonly double _constant;
    private readonly double[] _places;

    /// <summary>Prepares the projections of what does not change: the target, 1 and x.</summary>
    public LinearNuisances(TargetWindow window, ErrorModel errors, FitOptions options, ModelInfo model)
    {
        _errors = errors;
        _priorDeviations =
        [
            Math.Max(FixedDeviation, options.EdgeStepDeviationFor(model)),
            Math.Max(FixedDeviation, options.BackgroundDeviation),
            Math.Max(FixedDeviation, options.SlopeDeviation),
        ];
        var middle = 0.5 * (window.Energies[0] + window.Energies[^1]);
        _places = [.. window.Energies.Select(energy => (energy - middle) / SlopeUnit)];
        double[][] vectors = [window.Measured, [.. Enumerable.Repeat(1.0, errors.Points)], _places];
        _scaled = [.. vectors.Select(_ => new double[errors.Points])];
        _parts = [.. vectors.Select(_ => new double[errors.Rank])];
        for (var i = 0; i < vectors.Length; i++)
        {
            errors.Project(vectors[i], _scaled[i], _parts[i]);
        }

        _constant = (errors.Points * Math.Log(2.0 * Math.PI)) + (2.0 * errors.LogNoise) + (2.0 * _priorDeviations.Sum(Math.Log));
    }

    /// <summary>The logarithm of the likelihood of a predicted spectrum.</summary>
    /// <param name="predicted">y, [n].</param>
    /// <param name="scale">The scale of the model's error.</param>
    public double LogLikelihood(ReadOnlySpan<double> predicted, double scale) => Solve(predicted, scale, out _, out _);

    /// <summary>The spectrum with its most probable edge step and background; with random ones where there are random numbers.</summary>
    /// <param name="predicted">y, [n].</param>
    /// <param name="scale">The scale of the model's error.</param>
    /// <param name="normals">Three normal random numbers, or none.</param>
    public double[] Fitted(ReadOnlySpan<double> predicted, double scale, ReadOnlySpan<double> normals, out Vector<double> coefficients)
    {
        _ = Solve(predicted, scale, out var matrix, out coefficients);
        if (!normals.IsEmpty)
        {
            // Lᵀ x = u has the covariance S⁻¹ for S = L Lᵀ.
            coefficients += matrix.Cholesky().Factor.Transpose().Solve(Vector<double>.Build.Dense(normals.ToArray()));
        }

        var fitted = new double[predicted.Length];
        for (var i = 0; i < fitted.Length; i++)
        {
            fitted[i] = ((1.0 + coefficients[0]) * predicted[i]) + coefficients[1] + (coefficients[2] * _places[i]);
        }

        return fitted;
    }

    private double Solve(ReadOnlySpan<double> predicted, double scale, out Matrix<double> matrix, out Vector<double> coefficients)
    {
        Span<double> scaled = stackalloc double[_errors.Points];
        Span<double> parts = stackalloc double[_errors.Rank];
        Span<double> damping = stackalloc double[_errors.Rank];
        _errors.Project(predicted, scaled, parts);
        var logDeterminant = _errors.Damping(scale, damping);

        // The order of the vectors is y, 1, x, t.
        var products = new double[4, 4];
        for (var one = 0; one < 4; one++)
        {
            for (var other = one; other < 4; other++)
            {
                products[one, other] = Products.Dot(Scaled(one, scaled), Scaled(other, scaled))
                    - Products.Dot(Parts(one, parts), Parts(other, parts), damping);
                products[other, one] = products[one, other];
            }
        }

        var information = new double[3, 3];
        var gradient = new double[3];
        for (var one = 0; one < 3; one++)
        {
            gradient[one] = products[one, 3] - products[one, 0];
            for (var other = 0; other < 3; other++)
            {
                information[one, other] = products[one, other];
            }

            information[one, one] += 1.0 / (_priorDeviations[one] * _priorDeviations[one]);
        }

        matrix = Matrix<double>.Build.DenseOfArray(information);
        var cholesky = matrix.Cholesky();
        var right = Vector<double>.Build.Dense(gradient);
        coefficients = cholesky.Solve(right);
        var square = products[3, 3] - (2.0 * products[0, 3]) + products[0, 0];
        return -0.5 * (square - right.DotProduct(coefficients) + logDeterminant + cholesky.DeterminantLn + _constant);
    }

    private ReadOnlySpan<double> Scaled(int vector, ReadOnlySpan<double> predicted) => vector switch
    {
        0 => predicted,
        3 => _scaled[0],
        _ => _scaled[vector],
    };

    private ReadOnlySpan<double> Parts(int vector, ReadOnlySpan<double> predicted) => vector switch
    {
        0 => predicted,
        3 => _parts[0],
        _ => _parts[vector],
    };
}
