using System.Numerics.Tensors;
using Xanes.Interop;

namespace Xanes.Plugin.Comparison;

/// <summary>
/// The least squares of measured = amplitude * predicted + offset + slope * x at one energy shift, in closed form; the amplitude within
/// bounds, offset and slope only on request.
/// </summary>
internal static class LeastSquares
{
    /// <summary>Amplitude, background and the sum of squared differences.</summary>
    public readonly record struct Solution(double Amplitude, double Offset, double Slope, double Squares);

    /// <summary>Solves for one shift.</summary>
    /// <param name="measurement">The measured values at the shift.</param>
    /// <param name="predicted">The predicted spectrum, [m].</param>
    /// <param name="positions">The background's variable, [m].</param>
    /// <param name="options">The amplitude's bounds and whether there is a background.</param>
    public static Solution Solve(ShiftedMeasurement measurement, ReadOnlySpan<double> predicted, ReadOnlySpan<double> positions, ComparisonOptions options)
    {
        var part = predicted.Slice(measurement.First, measurement.Count);
        var product = TensorPrimitives.Dot<double>(part, measurement.Values);
        var square = TensorPrimitives.SumOfSquares<double>(part);
        if (!options.Background)
        {
            var amplitude = Bounded(product / square, options);
            return new Solution(amplitude, 0.0, 0.0, measurement.SumYY - (2.0 * amplitude * product) + (amplitude * amplitude * square));
        }

        var sum = TensorPrimitives.Sum<double>(part);
        var moment = TensorPrimitives.Dot<double>(part, positions.Slice(measurement.First, measurement.Count));
        return WithBackground(measurement, product, square, sum, moment, options);
    }

    /// <summary>The same with the straight line projected out of both spectra first.</summary>
    private static Solution WithBackground(
        ShiftedMeasurement measurement, double product, double square, double sum, double moment, ComparisonOptions options)
    {
        var count = (double)measurement.Count;
        var determinant = (count * measurement.SumXX) - (measurement.SumX * measurement.SumX);
        var (predictedOffset, predictedSlope) = Line(sum, moment);
        var (measuredOffset, measuredSlope) = Line(measurement.SumY, measurement.SumXY);
        var ownProduct = product - (sum * measuredOffset) - (moment * measuredSlope);
        var ownSquare = square - (sum * predictedOffset) - (moment * predictedSlope);
        var ownMeasured = measurement.SumYY - (measurement.SumY * measuredOffset) - (measurement.SumXY * measuredSlope);
        var amplitude = Bounded(ownProduct / ownSquare, options);
        return new Solution(
            amplitude,
            measuredOffset - (amplitude * predictedOffset),
            measuredSlope - (amplitude * predictedSlope),
            ownMeasured - (2.0 * amplitude * ownProduct) + (amplitude * amplitude * ownSquare));

        (double Offset, double Slope) Line(double values, double moments) => (
            ((measurement.SumXX * values) - (measurement.SumX * moments)) / determinant,
            ((count * moments) - (measurement.SumX * values)) / determinant);
    }

    private static double Bounded(double amplitude, ComparisonOptions options) =>
        double.IsFinite(amplitude) ? Math.Clamp(amplitude, options.LeastAmplitude, options.GreatestAmplitude) : options.LeastAmplitude;
}
