using System.Globalization;
using Xanes.Interop;

namespace Xanes.Plugin.Fdmnes;

/// <summary>FDMNES's energy grid: energies from the Fermi level in eV with the steps between them.</summary>
public sealed class EnergyRange
{
    private readonly double[] _values;

    private EnergyRange(IReadOnlyList<string> words, double[] values)
    {
        Text = string.Join(' ', words);
        _values = values;
    }

    /// <summary>The values as they stand in the input file.</summary>
    public string Text { get; }

    /// <summary>Reads energy, step, energy, step, ... energy in eV.</summary>
    /// <exception cref="InvalidInputException">An even number of values, a step that is not positive, or energies that do not ascend.</exception>
    public static EnergyRange Parse(IReadOnlyList<string> words, string place)
    {
        var values = words.Select(word =>
            double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
                ? value
                : throw new InvalidInputException($"{place}: '{word}' in the energy range is not a number")).ToArray();
        if (values.Length < 3 || values.Length % 2 == 0)
        {
            throw new InvalidInputException(
                $"{place}: an energy range has an odd number of values (energy, step, energy, ...), at least 3, not {values.Length}");
        }

        for (var i = 1; i < values.Length; i += 2)
        {
            if (values[i] <= 0.0 || values[i + 1] <= values[i - 1])
            {
                throw new InvalidInputException($"{place}: the energy range must ascend by positive steps; mend '{string.Join(' ', words)}'");
            }
        }

        return new EnergyRange(words, values);
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
