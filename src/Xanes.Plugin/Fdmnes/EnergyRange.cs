using System.Globalization;
using Xanes.Interop;

namespace Xanes.Plugin.Fdmnes;

/// <summary>FDMNES's energy grid: energies from the Fermi level in eV with the steps between them.</summary>
public sealed class EnergyRange
{
    /// <summary>The most energies that a grid may have.</summary>
    public const int MostEnergies = 10_000;

    private const double Lowest = -500.0;
    private const double Highest = 2000.0;

    private const double StepTolerance = 1e-3;

    private readonly double[] _values;

    private EnergyRange(IReadOnlyList<string> words, double[] values)
    {
        Text = string.Join(' ', words);
        _values = values;
    }

    /// <summary>The values as they stand in the input file.</summary>
    public string Text { get; }

    /// <summary>The first energy in eV.</summary>
    public double First => _values[0];

    /// <summary>The last energy in eV.</summary>
    public double Last => _values[^1];

    /// <summary>Reads energy, step, energy, step, ... energy in eV.</summary>
    /// <exception cref="InvalidInputException">
    /// An even number of values, a step that is not positive or does not divide its part of the range, energies that do not ascend or
    /// lie outside of -500 to 2,000 eV, or over 10,000 energies.
    /// </exception>
    public static EnergyRange Parse(IReadOnlyList<string> words, string place)
    {
        var values = words.Select(word =>
            double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
                ? value
                : throw new InvalidInputException($"{place}: '{word}' in 'range' is not a number")).ToArray();
        if (values.Length < 3 || values.Length % 2 == 0)
        {
            throw new InvalidInputException(
                $"{place}: 'range' has an odd number of values (energy, step, energy, ...), at least 3, not {values.Length}");
        }

        for (var i = 1; i < values.Length; i += 2)
        {
            if (values[i] <= 0.0 || values[i + 1] <= values[i - 1])
            {
                throw new InvalidInputException($"{place}: 'range' must ascend by positive steps, not {string.Join(' ', words)}");
            }
        }

        if (values[0] < Lowest || values[^1] > Highest || Count(values) > MostEnergies)
        {
            throw new InvalidInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"{place}: 'range' must have at most {MostEnergies:N0} energies from {Lowest} to {Highest} eV, not {string.Join(' ', words)}"));
        }

        for (var i = 1; i < values.Length; i += 2)
        {
            var steps = (values[i + 1] - values[i - 1]) / values[i];
            if (Math.Abs(steps - Math.Round(steps)) > StepTolerance)
            {
                throw new InvalidInputException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{place}: 'range' goes from {values[i - 1]} to {values[i + 1]} eV, which is not a whole number of steps of {values[i]} eV"));
            }
        }

        return new EnergyRange(words, values);
    }

    private static double Count(double[] values)
    {
        var count = 1.0;
        for (var i = 1; i < values.Length; i += 2)
        {
            count += Math.Max(1.0, (values[i + 1] - values[i - 1]) / values[i]);
        }

        return count;
    }

    /// <summary>The grid's energies in eV.</summary>
    public double[] Energies()
    {
        var energies = new List<double> { _values[0] };
        for (var i = 1; i < _values.Length; i += 2)
        {
            var (start, step) = (_values[i - 1], _values[i]);
            var count = (int)Math.Round((_values[i + 1] - start) / step);
            for (var k = 1; k <= count; k++)
            {
                energies.Add(start + (k * step));
            }
        }

        return [.. energies];
    }
}
