using MathNet.Numerics.Interpolation;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Comparison;

namespace Xanes.Plugin.Tests.Comparison;

/// <summary>The best shift, amplitude and background of one prediction, beside plain least squares on a fine grid of shifts.</summary>
public class SpectrumComparisonTests
{
    private const double EdgeEnergy = 9000.0;

    private static readonly double[] Axis = [.. Enumerable.Range(0, 141).Select(i => EdgeEnergy - 20.0 + (0.5 * i))];

    [TestCase(2.345, 1.04)]
    [TestCase(-7.5, 0.97)]
    [TestCase(0.0, 1.0)]
    public void A_prediction_that_was_moved_and_scaled_is_found(double shift, double amplitude)
    {
        var comparison = new SpectrumComparison(Measured(energy => amplitude * Curve(energy - shift)), Axis, EdgeEnergy, new ComparisonOptions());

        var agreement = comparison.Fit(Predicted(Curve));

        Assert.That(agreement.Shift, Is.EqualTo(shift).Within(0.01));
        Assert.That(agreement.Amplitude, Is.EqualTo(amplitude).Within(1e-4));
        Assert.That(agreement.MeanSquareError, Is.LessThan(1e-7));
        Assert.That(agreement.Correlation, Is.EqualTo(1.0).Within(1e-6));
        Assert.That(agreement.Uncertainty, Is.NaN);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void The_agreement_is_that_of_least_squares(bool background)
    {
        var measured = Measured(energy => (1.03 * Curve(energy - 1.7)) + 0.05 + (0.002 * (energy - EdgeEnergy)) + (0.02 * Math.Sin(energy / 3.0)));
        var options = new ComparisonOptions { Window = new EnergyInterval(8990.0, 9035.0), Background = background, LeastAmplitude = 0.5, GreatestAmplitude = 2.0 };

        var agreement = new SpectrumComparison(measured, Axis, EdgeEnergy, options).Fit(Predicted(Curve));

        var (shift, best) = (0.0, (Coefficients: Vector<double>.Build.Dense(1), Error: double.PositiveInfinity));
        for (var step = -1000; step <= 1000; step++)
        {
            var solved = Solved(measured, 0.01 * step, options);
            (shift, best) = solved.Error < best.Error ? (0.01 * step, solved) : (shift, best);
        }

        Assert.That(agreement.Shift, Is.EqualTo(shift).Within(0.02));
        Assert.That(agreement.MeanSquareError, Is.EqualTo(best.Error).Within(1e-3 * best.Error));
        Assert.That(agreement.Amplitude, Is.EqualTo(best.Coefficients[0]).Within(1e-3));
        if (background)
        {
            Assert.That(agreement.Offset, Is.EqualTo(best.Coefficients[1]).Within(2e-3));
            Assert.That(agreement.Slope, Is.EqualTo(best.Coefficients[2]).Within(1e-4));
        }
    }

    [Test]
    public void Shift_and_amplitude_stay_within_their_bounds_and_can_be_fixed()
    {
        var far = new SpectrumComparison(
            Measured(energy => Curve(energy - 3.0)), Axis, EdgeEnergy, new ComparisonOptions { LeastShift = -2.0, GreatestShift = 2.0 }).Fit(Predicted(Curve));
        var pinned = new SpectrumComparison(
            Measured(energy => 1.5 * Curve(energy - 3.0)),
            Axis,
            EdgeEnergy,
            new ComparisonOptions { LeastShift = 3.0, GreatestShift = 3.0, LeastAmplitude = 1.0, GreatestAmplitude = 1.0, Window = new EnergyInterval(8995.0, 9040.0) }).Fit(Predicted(Curve));
        var high = new SpectrumComparison(Measured(energy => 1.5 * Curve(energy)), Axis, EdgeEnergy, new ComparisonOptions()).Fit(Predicted(Curve));

        Assert.That(far.Shift, Is.EqualTo(2.0));
        Assert.That(high.Amplitude, Is.EqualTo(1.1));
        Assert.That((pinned.Shift, pinned.Amplitude), Is.EqualTo((3.0, 1.0)));
        var expected = Axis.Where(energy => energy + 3.0 is >= 8995.0 and <= 9040.0).Average(energy => 0.25 * Curve(energy) * Curve(energy));
        Assert.That(pinned.MeanSquareError, Is.EqualTo(expected).Within(1e-4 * expected), "the mean of (1.5 p - p)^2");
    }

    [Test]
    public void The_uncertainty_is_what_an_error_of_one_sigma_may_change()
    {
        var comparison = new SpectrumComparison(
            Measured(energy => Curve(energy) + 0.1),
            Axis,
            EdgeEnergy,
            new ComparisonOptions { LeastShift = 0.0, GreatestShift = 0.0, LeastAmplitude = 1.0, GreatestAmplitude = 1.0 });

        var agreement = comparison.Fit(Predicted(Curve), Enumerable.Repeat(0.02f, Axis.Length).ToArray());

        Assert.That(agreement.MeanSquareError, Is.EqualTo(0.01).Within(1e-4));
        Assert.That(agreement.Uncertainty, Is.EqualTo((2 * 0.1 * 0.02) + (0.02 * 0.02)).Within(1e-4));
    }

    [Test]
    public void Another_edge_is_refused()
    {
        Assert.That(
            () => new SpectrumComparison(Measured(Curve), Axis, 25514.0, new ComparisonOptions()),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("is not that of the predictions at 25514.0 eV; choose a model of its element and edge"));
    }

    [Test]
    public void Options_out_of_range_are_refused()
    {
        ComparisonOptions[] wrong =
        [
            new() { LeastShift = 1.0, GreatestShift = 0.0 }, new() { LeastShift = double.NaN }, new() { GreatestShift = 1000.0 },
            new() { LeastAmplitude = 0.0 }, new() { LeastAmplitude = 2.0 }, new() { GreatestAmplitude = double.PositiveInfinity },
            new() { Kept = 0 }, new() { Window = new EnergyInterval(9010.0, 9000.0) }, new() { Window = new EnergyInterval(double.NaN, 9000.0) },
            new() { Window = new EnergyInterval(9000.0, 9001.0) }, new() { Window = new EnergyInterval(9300.0, 9400.0) },
        ];
        foreach (var options in wrong)
        {
            Assert.That(() => new SpectrumComparison(Measured(Curve), Axis, EdgeEnergy, options), Throws.TypeOf<InvalidInputException>(), options.ToString());
        }
    }

    [Test]
    public void Predictions_that_do_not_fit_or_are_not_finite_are_refused()
    {
        var comparison = new SpectrumComparison(Measured(Curve), Axis, EdgeEnergy, new ComparisonOptions());

        Assert.That(() => comparison.Fit(new float[3]), Throws.TypeOf<InvalidInputException>());
        Assert.That(() => comparison.Fit(Predicted(Curve), new float[3]), Throws.TypeOf<InvalidInputException>());
        Assert.That(() => comparison.Fit(Predicted(_ => double.NaN)), Throws.TypeOf<InvalidInputException>());
    }

    private static double Curve(double energy) =>
        0.5 + (Math.Atan((energy - EdgeEnergy) / 2.0) / Math.PI) + (0.2 * Math.Exp(-Math.Pow((energy - EdgeEnergy - 8.0) / 4.0, 2)));

    private static float[] Predicted(Func<double, double> curve) => Array.ConvertAll(Axis, energy => (float)curve(energy));

    private static NormalisedSpectrum Measured(Func<double, double> curve)
    {
        double[] energies = [.. Enumerable.Range(0, 600).Select(i => 8900.0 + (0.37 * i))];
        var values = Array.ConvertAll(energies, energy => curve(energy));
        return new NormalisedSpectrum(new MeasuredSpectrum("made", "made", energies, values), EdgeEnergy, 1.0, new NormalisationOptions(), values, values, values, values);
    }

    private static (Vector<double> Coefficients, double Error) Solved(NormalisedSpectrum measured, double shift, ComparisonOptions options)
    {
        var spline = CubicSpline.InterpolateNatural(measured.Measured.Energies.ToArray(), measured.Flattened.ToArray());
        double[] within = [.. Axis.Where(energy => energy + shift >= options.Window!.Value.First && energy + shift <= options.Window.Value.Last)];
        var design = Matrix<double>.Build.Dense(within.Length, options.Background ? 3 : 1, (i, column) =>
            column switch { 0 => (float)Curve(within[i]), 1 => 1.0, _ => within[i] - EdgeEnergy });
        var target = Vector<double>.Build.DenseOfEnumerable(within.Select(energy => spline.Interpolate(energy + shift)));
        var coefficients = design.QR().Solve(target);
        return (coefficients, (target - (design * coefficients)).PointwisePower(2.0).Average());
    }
}
