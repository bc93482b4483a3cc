using System.Globalization;
using Xanes.Interop;

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

    /// <summary>The edge step of a spectrum: its mean from an energy on.</summary>
    /// <param name="spectrum">A convolved spectrum on its Fermi axis.</param>
    /// <param name="normaliseFrom">The energy in eV.</param>
    /// <exception cref="XanesException">The spectrum ends before that energy, or its mean there is not positive.</exception>
    public static double EdgeStep(SiteSpectrum spectrum, double normaliseFrom)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < spectrum.FermiEnergies.Length; i++)
        {
            if (spectrum.FermiEnergies[i] >= normaliseFrom)
            {
                sum += spectrum.Absorption[i];
                count++;
            }
        }

        return sum > 0.0
            ? sum / count
            : throw new XanesException($"the spectrum has no absorption from {normaliseFrom} eV on to take the edge step from; calculate further");
    }

    /// <summary>
    /// The spectrum of all sites together on this axis, normalised to an edge step of 1: each site moved by its own core level
    /// (E + Epsii - Epsii_reference) and interpolated, the sum divided by the sum of the edge steps.
    /// </summary>
    /// <param name="sites">The sites' convolved spectra, each already multiplied by the number of its equivalent atoms.</param>
    /// <param name="epsiiReference">The core level's energy in eV that is the axis' zero.</param>
    /// <param name="normaliseFrom">The energy in eV from the Fermi level from which the mean is the edge step.</param>
    /// <exception cref="XanesException">A site does not cover the axis; nothing is extrapolated.</exception>
    public float[] Place(IReadOnlyList<SiteSpectrum> sites, double epsiiReference, double normaliseFrom)
    {
        var energies = Energies();
        var sum = new double[energies.Length];
        var step = 0.0;
        foreach (var site in sites)
        {
            var shift = site.Epsii - epsiiReference;
            var (first, last) = (site.FermiEnergies[0] + shift, site.FermiEnergies[^1] + shift);
            if (first > From || last < To)
            {
                throw new XanesException(
                    $"the spectrum covers {first:0.##} to {last:0.##} eV of the common axis, not all of {From} to {To} eV " +
                    $"(Epsii {site.Epsii:0.###} eV, reference {epsiiReference} eV); widen the protocol's range");
            }

            step += EdgeStep(site, normaliseFrom);
            for (var point = 0; point < energies.Length; point++)
            {
                sum[point] += LinearInterpolation.At(site.FermiEnergies, site.Absorption, energies[point] - shift);
            }
        }

        return [.. sum.Select(value => (float)(value / step))];
    }
}
