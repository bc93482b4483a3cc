using Xanes.Interop;

namespace Xanes.Plugin.Standards;

/// <summary>A measured spectrum and the structures that it may be of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Spectrum">The measured spectrum, normalised.</param>
/// <param name="Window">The measured photon energies that count.</param>
/// <param name="EnergyOffset">How far its energies lie above those of a calibrated beamline, in eV.</param>
/// <param name="Structures">The structures; the best of them counts where it is not known which it is.</param>
/// <param name="Source">Where it was measured and published.</param>
/// <param name="Licence">Its licence.</param>
public sealed record MeasuredStandard(
    string Name,
    NormalisedSpectrum Spectrum,
    EnergyInterval Window,
    double EnergyOffset,
    IReadOnlyList<StandardStructure> Structures,
    string Source,
    string Licence);
