using MathNet.Numerics.Interpolation;
using Xanes.Interop;

namespace Xanes.Plugin.Comparison;

/// <summary>
/// A measured spectrum on a grid of energy shifts, a cubic spline evaluated once, so that a prediction costs one scalar product a shift.
/// The best shift of the grid is refined by the parabola through it and its neighbours, then solved exactly.
/// </summary>
public sealed class SpectrumComparison : ISpectrumComparison
{
    private const double ShiftStep = 0.25;
    private const double DefaultBelow = 20.0;
    private const double DefaultAbove = 70.0;
    private const double FarthestEdge = 100.0;
    private const double GreatestShift = 50.0;
    private const int FewestPoints = 10;
    private const int LongestSpectrum = 10_000;

    private readonly ComparisonOptions _options;
    private readonly double[] _photonEnergies;
    private readonly double[] _positions;
    private readonly double _middle;
    private readonly double _half;
    private readonly double _edgeEnergy;
    private readonly CubicSpline _measured;
    private readonly ShiftedMeasurement[] _shifts;

    /// <summary>Prepares a comparison.</summary>
    /// <param name="measured">The measured spectrum.</param>
    /// <param name="photonEnergies">The predicted spectra's photon energies in eV, [m], ascending.</param>
    /// <param name="edgeEnergy">The edge energy in eV, at which the background's offset is given.</param>
    /// <param name="options">What is fitted, and where.</param>
    /// <exception cref="InvalidInputException">Options out of range, another edge, or spectra that do not overlap.</exception>
    public SpectrumComparison(NormalisedSpectrum measured, ReadOnlyMemory<double> photonEnergies, double edgeEnergy, ComparisonOptions options)
    {
        Check(options);
        _options = options;
        _photonEnergies = photonEnergies.ToArray();
        _edgeEnergy = edgeEnergy;
        CheckAxis(measured);
        (_middle, _half) = (0.5 * (_photonEnergies[0] + _photonEnergies[^1]), 0.5 * (_photonEnergies[^1] - _photonEnergies[0]));
        _positions = Array.ConvertAll(_photonEnergies, energy => (energy - _middle) / _half);

        var energies = measured.Measured.Energies.ToArray();
        _measured = CubicSpline.InterpolateNaturalSorted(energies, (options.Flattened ? measured.Flattened : measured.Normalised).ToArray());
        Window = WindowOf(measured, energies);
        _shifts = [.. ShiftGrid().Select(At)];
        if (_shifts.Min(shift => shift.Count) < FewestPoints)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{measured.Measured.Place}: between {Window.First:0.0} and {Window.Last:0.0} eV there are fewer than {FewestPoints} predicted energies at some shift; the prediction has {_photonEnergies[0]:0.0} to {_photonEnergies[^1]:0.0} eV, choose the window and the shifts with regard to that"));
        }
    }

    /// <inheritdoc/>
    public int Points => _photonEnergies.Length;

    /// <inheritdoc/>
    public EnergyInterval Window { get; }

    /// <inheritdoc/>
    public SpectrumAgreement Fit(ReadOnlySpan<float> intensities, ReadOnlySpan<float> uncertainties = default)
    {
        var predicted = Checked(intensities, uncertainties);
        var best = 0;
        var errors = new double[_shifts.Length];
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = LeastSquares.Solve(_shifts[i], predicted, _positions, _options).Squares / _shifts[i].Count;
            best = errors[i] < errors[best] ? i : best;
        }

        var measurement = _shifts[best];
        var solution = LeastSquares.Solve(measurement, predicted, _positions, _options);
        if (Refined(errors, best) is { } between)
        {
            var refined = At(between);
            var refinedSolution = LeastSquares.Solve(refined, predicted, _positions, _options);
            if (refinedSolution.Squares / refined.Count < errors[best])
            {
                (measurement, solution) = (refined, refinedSolution);
            }
        }

        return Agreement(measurement, solution, predicted, uncertainties);
    }

    private double[] Checked(ReadOnlySpan<float> intensities, ReadOnlySpan<float> uncertainties)
    {
        if (intensities.Length != _photonEnergies.Length || (uncertainties.Length != 0 && uncertainties.Length != intensities.Length))
        {
            throw new InvalidInputException(
                $"a predicted spectrum has {intensities.Length} values and {uncertainties.Length} uncertainties, the comparison was made for {_photonEnergies.Length} energies");
        }

        var predicted = new double[intensities.Length];
        for (var i = 0; i < predicted.Length; i++)
        {
            predicted[i] = float.IsFinite(intensities[i]) ? intensities[i] : throw new InvalidInputException($"value {i} of a predicted spectrum is not finite");
        }

        return predicted;
    }

    /// <summary>Where the parabola through the least error and its neighbours is least; null at the ends of the grid.</summary>
    private double? Refined(double[] errors, int best)
    {
        if (best == 0 || best == errors.Length - 1)
        {
            return null;
        }

        var (below, at, above) = (errors[best - 1], errors[best], errors[best + 1]);
        var curvature = below - (2.0 * at) + above;
        var step = _shifts[best + 1].Shift - _shifts[best].Shift;
        return curvature > 0.0 ? _shifts[best].Shift + (0.5 * step * (below - above) / curvature) : null;
    }

    private SpectrumAgreement Agreement(
        ShiftedMeasurement measurement, LeastSquares.Solution solution, double[] predicted, ReadOnlySpan<float> uncertainties)
    {
        var (squares, sum, sumSquares, product, variance) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < measurement.Count; i++)
        {
            var place = measurement.First + i;
            var value = (solution.Amplitude * predicted[place]) + solution.Offset + (solution.Slope * _positions[place]);
            var difference = measurement.Values[i] - value;
            squares += difference * difference;
            sum += value;
            sumSquares += value * value;
            product += value * measurement.Values[i];
            var sigma = uncertainties.IsEmpty ? double.NaN : solution.Amplitude * uncertainties[place];
            variance += sigma * sigma;
        }

        var count = measurement.Count;
        var error = squares / count;
        var covariance = product - (sum * measurement.SumY / count);
        var spread = Math.Sqrt((sumSquares - (sum * sum / count)) * (measurement.SumYY - (measurement.SumY * measurement.SumY / count)));
        return new SpectrumAgreement(
            error,
            squares / measurement.SumYY,
            spread > 0.0 ? covariance / spread : 0.0,
            measurement.Shift,
            solution.Amplitude,
            solution.Offset + (solution.Slope * (_edgeEnergy - _middle) / _half),
            solution.Slope / _half,
            (2.0 * Math.Sqrt(error * variance / count)) + (variance / count));
    }

    private ShiftedMeasurement At(double shift) =>
        new(shift, _photonEnergies, _positions, Window.First, Window.Last, _measured.Interpolate);

    private IEnumerable<double> ShiftGrid()
    {
        var range = _options.GreatestShift - _options.LeastShift;
        var steps = (int)Math.Ceiling(range / ShiftStep);
        for (var i = 0; i <= steps; i++)
        {
            yield return steps == 0 ? _options.LeastShift : _options.LeastShift + (range * i / steps);
        }
    }

    /// <summary>
    /// The window that is asked for, or the default one as far as the prediction reaches before it is shifted; both as far as was
    /// measured. Where a shift moves the prediction's end into the window, the part that it covers is compared.
    /// </summary>
    private EnergyInterval WindowOf(NormalisedSpectrum measured, double[] energies)
    {
        var wanted = _options.Window ?? new EnergyInterval(
            Math.Max(measured.E0 - DefaultBelow, _photonEnergies[0]), Math.Min(measured.E0 + DefaultAbove, _photonEnergies[^1]));
        return new EnergyInterval(Math.Max(wanted.First, energies[0]), Math.Min(wanted.Last, energies[^1]));
    }

    private void CheckAxis(NormalisedSpectrum measured)
    {
        if (_photonEnergies.Length is < FewestPoints or > LongestSpectrum || !_photonEnergies.Zip(_photonEnergies.Skip(1)).All(pair => pair.First < pair.Second))
        {
            throw new InvalidInputException($"predicted spectra need {FewestPoints} to {LongestSpectrum} ascending energies");
        }

        if (!(Math.Abs(measured.E0 - _edgeEnergy) <= FarthestEdge))
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{measured.Measured.Place}: its edge at {measured.E0:0.0} eV is not that of the predictions at {_edgeEnergy:0.0} eV; choose a model of its element and edge"));
        }
    }

    private static void Check(ComparisonOptions options)
    {
        if (!(options.LeastShift >= -GreatestShift && options.GreatestShift <= GreatestShift && options.LeastShift <= options.GreatestShift))
        {
            throw new InvalidInputException($"the energy shift must be from a least to a greatest value within {-GreatestShift} and {GreatestShift} eV");
        }

        if (!(options.LeastAmplitude > 0.0 && options.LeastAmplitude <= options.GreatestAmplitude && double.IsFinite(options.GreatestAmplitude)))
        {
            throw new InvalidInputException("the amplitude must be from a least value above 0 to a greatest one");
        }

        if (options.Window is { } window && !(window.First < window.Last))
        {
            throw new InvalidInputException("the window must be from a lower to a higher photon energy");
        }

        if (options.Kept is < 1 or > 10_000)
        {
            throw new InvalidInputException($"{options.Kept} candidates cannot be kept; give 1 to 10000");
        }
    }
}
