using MathNet.Numerics.LinearAlgebra;
using Xanes.Interop;
using Xanes.Plugin.Convolution;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Fitting.Likelihood;

/// <summary>The covariance of the errors of model and theory at the measured points.</summary>
internal static class ModelErrorCovariance
{
    /// <summary>The standard deviation in eV along which a model's error is taken to be correlated where its card does not say.</summary>
    private const double UsualCorrelation = 4.0;

    /// <summary>The covariance of a model's error on its grid, made from its own standard deviation.</summary>
    /// <param name="energies">The grid in eV, [m].</param>
    /// <param name="deviation">One standard deviation, [m].</param>
    public static Matrix<double> OfDeviation(ReadOnlySpan<double> energies, ReadOnlySpan<double> deviation) =>
        Correlated(energies.ToArray(), deviation.ToArray(), UsualCorrelation);

    /// <summary>The covariance of a model's errors on held-out spectra, broadened as the spectra.</summary>
    /// <param name="residuals">The errors at the model's own width.</param>
    /// <param name="convolution">What broadens them; null leaves them as they are.</param>
    public static Matrix<double> OfResiduals(ResidualCovariance residuals, SpectrumConvolution? convolution)
    {
        var node = convolution is null ? 0 : convolution.CutOffs.Length / 2;
        var outputs = convolution?.OffsetAt(node).Length ?? residuals.Points;
        var broadening = Matrix<double>.Build.Dense(outputs, residuals.Points, (row, column) =>
            convolution is null ? (row == column ? 1.0 : 0.0) : convolution.MatrixAt(node)[(row * residuals.Points) + column]);
        var factors = Matrix<double>.Build.Dense(residuals.Points, residuals.Points + residuals.Components, (row, column) =>
            column >= residuals.Points ? residuals.Component(column - residuals.Points)[row] : row == column ? residuals.Rest[row] : 0.0);
        var product = broadening * factors;
        return product * product.Transpose();
    }

    /// <summary>A covariance [m,m] on a grid at the measured points, by linear interpolation.</summary>
    /// <param name="grid">The grid in eV, [m].</param>
    /// <param name="covariance">The covariance on it.</param>
    /// <param name="places">Where to, on the grid's axis, [n].</param>
    public static Matrix<double> At(double[] grid, Matrix<double> covariance, double[] places)
    {
        var interpolation = Matrix<double>.Build.Dense(places.Length, grid.Length);
        for (var i = 0; i < places.Length; i++)
        {
            var place = Math.Clamp(places[i], grid[0], grid[^1]);
            var found = Array.BinarySearch(grid, place);
            var low = Math.Clamp(found >= 0 ? found : ~found - 1, 0, grid.Length - 2);
            var share = (place - grid[low]) / (grid[low + 1] - grid[low]);
            interpolation[i, low] = 1.0 - share;
            interpolation[i, low + 1] = share;
        }

        return interpolation * covariance * interpolation.Transpose();
    }

    /// <summary>The error of the theory: as large as the options say where there is absorption, less below the edge.</summary>
    /// <param name="places">The measured points on the model's axis, [n].</param>
    /// <param name="predicted">A predicted spectrum at them, [n].</param>
    /// <param name="options">Its size and its correlation.</param>
    public static Matrix<double> OfTheory(double[] places, double[] predicted, FitOptions options) =>
        Correlated(places, [.. predicted.Select(value => options.TheoryError * Math.Clamp(value, 0.0, 1.0))], options.TheoryCorrelation);

    private static Matrix<double> Correlated(double[] energies, double[] deviation, double length) =>
        Matrix<double>.Build.Dense(energies.Length, energies.Length, (row, column) =>
        {
            var distance = (energies[row] - energies[column]) / length;
            return deviation[row] * deviation[column] * Math.Exp(-0.5 * distance * distance);
        });
}
