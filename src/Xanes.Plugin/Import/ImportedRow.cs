using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Xanes.Plugin.Import;

/// <summary>An imported spectrum on the data set's energies.</summary>
/// <param name="Spectrum">The structure and where it came from.</param>
/// <param name="Intensities">In edge steps, [m].</param>
internal sealed record ImportedRow(ImportedSpectrum Spectrum, float[] Intensities)
{
    /// <summary>The mean of the upper quarter of its energies: about 1 in a spectrum in edge steps.</summary>
    public double Level => Intensities[^Math.Max(1, Intensities.Length / 4)..].Average(value => (double)value);

    /// <summary>The same for the same atoms, absorber and spectrum: positions to 0.0001 Å.</summary>
    public string Fingerprint { get; } = Hash(Spectrum, Intensities);

    private static string Hash(ImportedSpectrum spectrum, float[] intensities)
    {
        var structure = spectrum.Structure;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{spectrum.Absorber} {structure.Periodic} ");
        text.AppendJoin(' ', structure.AtomicNumbers.ToArray()).Append(' ');
        text.AppendJoin(' ', structure.Positions.ToArray().Concat(structure.Cell.ToArray()).Select(value => Math.Round(value, 4).ToString(CultureInfo.InvariantCulture)));
        return Convert.ToHexString(SHA256.HashData([.. Encoding.UTF8.GetBytes(text.ToString()), .. MemoryMarshal.AsBytes(intensities.AsSpan())]));
    }
}
