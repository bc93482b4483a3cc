using System.Globalization;
using Xanes.Interop;

namespace Xanes.Plugin.Tests.Measured;

/// <summary>Measured spectra for tests: real ones, and an edge that is worked out by hand.</summary>
internal static class MeasuredFiles
{
    /// <summary>The symbols of files in tests/data/measured.</summary>
    public static string Path(string name) => TestFiles.Data($"measured/{name}");

    /// <summary>Energies of a scan in eV: 5 eV steps, 0.5 eV from 20 eV below to 40 eV above 9000 eV, then 5 eV.</summary>
    public static double[] Energies { get; } =
        [.. Steps(8800.0, 8980.0, 5.0), .. Steps(8980.0, 9040.0, 0.5), .. Steps(9040.0, 9500.0, 5.0)];

    /// <summary>An arctangent edge of step 2 at an energy, on a falling line.</summary>
    public static double Edge(double energy, double position = 9000.0) =>
        1.5 - (1e-4 * (energy - 9000.0)) + (2.0 * (0.5 + (Math.Atan((energy - position) / 1.5) / Math.PI)));

    /// <summary>The edge as a measured spectrum.</summary>
    public static MeasuredSpectrum Spectrum(double position = 9000.0, Func<double, double>? extra = null) =>
        new("made", "edge", Energies, Array.ConvertAll(Energies, energy => Edge(energy, position) + (extra?.Invoke(energy) ?? 0.0)));

    /// <summary>Lines of columns, each made of an energy.</summary>
    public static string Lines(string separator, params Func<double, double>[] columns) =>
        string.Concat(Energies.Select(energy => string.Join(separator, columns.Select(column => column(energy).ToString("0.########", CultureInfo.InvariantCulture))) + "\n"));

    private static IEnumerable<double> Steps(double first, double end, double step)
    {
        for (var energy = first; energy < end; energy += step)
        {
            yield return energy;
        }
    }
}
