using Xanes.Interop;
using Xanes.Plugin.Datasets;

namespace Xanes.Plugin.Import;

/// <summary>A structure with its spectrum, as another program or a beamline left them.</summary>
/// <param name="Id">Its name among the others.</param>
/// <param name="Place">Where it came from, for messages.</param>
/// <param name="Structure">The atoms.</param>
/// <param name="Absorber">The 0-based index of the absorber; null where the spectrum is the mean over all atoms of the element.</param>
/// <param name="Energies">Energies in the source's unit and from its zero, [k], ascending.</param>
/// <param name="Intensities">Absorption in the source's unit, [k].</param>
internal sealed record ImportedSpectrum(
    string Id, string Place, AtomicStructure Structure, int? Absorber, double[] Energies, double[] Intensities)
{
    /// <summary>What relates it to others; null where nothing does.</summary>
    public string? Group { get; init; }

    /// <summary>The energy of the core level in eV that the energies contain (FDMNES's Epsii); null where they count from elsewhere.</summary>
    public double? CoreLevel { get; init; }

    /// <summary>The part that the source gives it; null where it gives none.</summary>
    public SplitPart? Part { get; init; }
}
