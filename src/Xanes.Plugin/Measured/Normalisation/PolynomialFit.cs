using MathNet.Numerics.LinearAlgebra;

namespace Xanes.Plugin.Measured.Normalisation;

/// <summary>A polynomial fitted by least squares, in a variable that runs from -1 to 1 over the fitted points.</summary>
internal sealed class PolynomialFit
{
    private readonly double _middle;
    private readonly double _half;
    private readonly double[] _coefficients;

    /// <summary>Fits a polynomial.</summary>
    /// <param name="x">Points, [n], ascending; more than <paramref name="degree"/> of them.</param>
    /// <param name="y">Values, [n].</param>
    /// <param name="degree">The degree.</param>
    public PolynomialFit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int degree)
    {
        _middle = 0.5 * (x[0] + x[^1]);
        _half = x.Length > 1 ? 0.5 * (x[^1] - x[0]) : 1.0;
        var design = Matrix<double>.Build.Dense(x.Length, degree + 1);
        for (var row = 0; row < x.Length; row++)
        {
            var value = 1.0;
            for (var column = 0; column <= degree; column++)
            {
                design[row, column] = value;
                value *= (x[row] - _middle) / _half;
            }
        }

        _coefficients = [.. design.QR().Solve(Vector<double>.Build.DenseOfArray(y.ToArray()))];
    }

    /// <summary>The polynomial's value.</summary>
    public double At(double x)
    {
        var scaled = (x - _middle) / _half;
        var value = 0.0;
        for (var i = _coefficients.Length - 1; i >= 0; i--)
        {
            value = (value * scaled) + _coefficients[i];
        }

        return value;
    }
}
