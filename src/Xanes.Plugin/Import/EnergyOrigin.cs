using Xanes.Interop;

namespace Xanes.Plugin.Import;

/// <summary>Brings the energies of imported spectra to eV from the tabulated edge energy.</summary>
/// <param name="Factor">What the source's energies are multiplied by: 1, or 1,000 where they are in keV.</param>
/// <param name="Zero">What is taken off afterwards, in eV.</param>
/// <param name="Text">What was found, in words.</param>
internal sealed record EnergyOrigin(double Factor, double Zero, string Text)
{
    private const double Nearly = 0.2;
    private const double LargestRelative = 1000.0;

    /// <summary>Finds what energies count from.</summary>
    /// <exception cref="InvalidInputException">It cannot be told.</exception>
    public static EnergyOrigin Of(IReadOnlyList<ImportedSpectrum> spectra, ImportOptions options)
    {
        var edge = options.EdgeEnergy;
        if (spectra.Any(spectrum => spectrum.CoreLevel is not null))
        {
            var reference = Math.Round(spectra.Average(CoreLevel), 1);
            return new EnergyOrigin(1.0, reference, FormattableString.Invariant($"FDMNES's own, on one axis by each run's core level (zero at {reference} eV)"));
        }

        var (low, high) = (spectra.Min(spectrum => spectrum.Energies[0]), spectra.Max(spectrum => spectrum.Energies[^1]));
        var range = FormattableString.Invariant($"{low:0.###} to {high:0.###}");
        return options.Energies switch
        {
            ImportedEnergies.Absolute => new EnergyOrigin(1.0, edge, $"photon energies in eV, {range}"),
            ImportedEnergies.Relative => new EnergyOrigin(1.0, 0.0, $"eV from the edge, {range}"),
            _ when low > edge * (1.0 - Nearly) && low < edge * (1.0 + Nearly) =>
                new EnergyOrigin(1.0, edge, $"photon energies in eV, {range} (found by their size)"),
            _ when 1000.0 * low > edge * (1.0 - Nearly) && 1000.0 * low < edge * (1.0 + Nearly) =>
                new EnergyOrigin(1000.0, edge, $"photon energies in keV, {range} (found by their size)"),
            _ when low > -LargestRelative && high < Math.Min(LargestRelative, edge * (1.0 - Nearly)) =>
                new EnergyOrigin(1.0, 0.0, $"eV from the edge, {range} (found by their size)"),
            _ => throw new InvalidInputException(FormattableString.Invariant(
                $"energies from {range} are neither photon energies near the edge at {edge} eV nor eV from it; say which by --energies absolute or --energies relative, or correct --edge-energy")),
        };
    }

    /// <summary>An energy of the source in eV from the edge.</summary>
    public double Place(double energy) => (Factor * energy) - Zero;

    private static double CoreLevel(ImportedSpectrum spectrum) => spectrum.CoreLevel
        ?? throw new InvalidInputException($"{spectrum.Place}: is no FDMNES run as the others; import runs of FDMNES and other spectra one after the other");
}
