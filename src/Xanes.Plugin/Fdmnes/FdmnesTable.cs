using System.Globalization;
using Xanes.Interop;

namespace Xanes.Plugin.Fdmnes;

/// <summary>A table of FDMNES: energies and absorption, below a header line where it is raw output.</summary>
/// <param name="Header">The header; null in convolved output.</param>
/// <param name="Energies">Energies in eV from the Fermi level, [k].</param>
/// <param name="Absorption">Absorption in Mbarn, [k].</param>
public sealed record FdmnesTable(FdmnesHeader? Header, double[] Energies, double[] Absorption)
{
    private const string EnergyColumn = "Energy";
    private const string AbsorptionColumn = "<xanes>";

    /// <summary>Reads a table.</summary>
    /// <exception cref="XanesException">It has no columns Energy and &lt;xanes&gt;, or a row that is no row of finite numbers.</exception>
    public static FdmnesTable Read(string path)
    {
        var file = Path.GetFileName(path);
        FdmnesHeader? header = null;
        var column = -1;
        var energies = new List<double>();
        var absorption = new List<double>();
        foreach (var line in File.ReadLines(path))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                continue;
            }

            if (column < 0)
            {
                header ??= FdmnesHeader.IsHeader(line) ? FdmnesHeader.Parse(line) : null;
                column = words[0] == EnergyColumn ? Array.IndexOf(words, AbsorptionColumn) : -1;
                continue;
            }

            if (words.Length <= column || !TryNumber(words[0], out var energy) || !TryNumber(words[column], out var value))
            {
                throw new XanesException($"{file}, row {energies.Count}: '{line.Trim()}' is no row of finite numbers");
            }

            energies.Add(energy);
            absorption.Add(value);
        }

        return column > 0
            ? new FdmnesTable(header, [.. energies], [.. absorption])
            : throw new XanesException($"{file}: has no columns {EnergyColumn} and {AbsorptionColumn}");
    }

    private static bool TryNumber(string word, out double number) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
