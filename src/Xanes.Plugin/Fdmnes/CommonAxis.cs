using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Convolution;

namespace Xanes.Plugin.Fdmnes;

/// <summary>The photon-energy axis that all spectra of a protocol share, in eV from the edge energy.</summary>
/// <param name="From">The first energy.</param>
/// <param name="To">The last energy.</param>
/// <param name="Step">The distance of two energies.</param>
public sealed record CommonAxis(double From, double To, double Step)
{
    private const double Lowest = -500.0;
    private const double Highest = 2000.0;

    /// <summary>Reads the key <c>common_axis</c> of a protocol: from, to, step in eV.</summary>
    /// <exception cref="InvalidInputException">
    /// It is missing, does not ascend, leaves -500 to 2,000 eV or has over <see cref="EnergyRange.MostEnergies"/> energies.
    /// </exception>
    public static CommonAxis Read(YamlMap map) =>
        map.Numbers("common_axis") is [>= Lowest and var from, <= Highest and var to, > 0.0 and var step]
        && to - from >= step && (to - from) / step < EnergyRange.MostEnergies
            ? new CommonAxis(from, to, step)
            : throw new InvalidInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"{map.Source}: 'common_axis' must be [from, to, step], ascending within {Lowest} to {Highest} eV, of at most {EnergyRange.MostEnergies:N0} energies"));

    /// <summary>The energies in eV, [m].</summary>
    public double[] Energies()
    {
        var count = (int)Math.Round((To - From) / Step) + 1;
        return [.. Enumerable.Range(0, count).Select(point => From + (point * Step))];
    }

    /// <summary>
    /// The mean spectrum of all absorbers on this axis, in edge steps: each site convolved by itself and moved by its own core level
    /// (E + Epsii - Epsii_reference).
    /// </summary>
    /// <param name="sites">The raw spectra of one absorber of each site, and the number of absorbers there.</param>
    /// <param name="epsiiReference">The core level's energy in eV that is the axis' zero.</param>
    /// <param name="broadening">The widths.</param>
    /// <param name="edgeStep">The edge step in Mbarn per absorber.</param>
    /// <exception cref="XanesException">A site does not cover all from its cut-off to the axis' end.</exception>
    public float[] Place(
        IReadOnlyList<(RawSpectrum Spectrum, double Absorbers)> sites, double epsiiReference, Broadening broadening, double edgeStep)
    {
        var energies = Energies();
        var mean = new double[energies.Length];
        var absorbers = sites.Sum(site => site.Absorbers);
        foreach (var (spectrum, weight) in sites)
        {
            CheckCover(spectrum, epsiiReference);
            var shift = spectrum.Epsii - epsiiReference;
            var convolved = spectrum.Convolve([.. energies.Select(energy => energy - shift)], broadening, edgeStep);
            for (var point = 0; point < energies.Length; point++)
            {
                mean[point] += convolved[point] * weight / absorbers;
            }
        }

        return [.. mean.Select(value => (float)value)];
    }

    private void CheckCover(RawSpectrum spectrum, double epsiiReference)
    {
        var shift = spectrum.Epsii - epsiiReference;
        var (first, last, cutOff) = (spectrum.FermiEnergies[0] + shift, spectrum.FermiEnergies[^1] + shift, spectrum.CutOff + shift);
        if (first > cutOff || last < To)
        {
            throw new XanesException(FormattableString.Invariant(
                $"the spectrum covers {first:0.##} to {last:0.##} eV of the common axis, not all from its cut-off ({cutOff:0.##} eV) to {To} eV (Epsii {spectrum.Epsii:0.###} eV, reference {epsiiReference} eV); widen the protocol's range"));
        }
    }
}
