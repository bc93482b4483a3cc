using Xanes.Interop;

namespace Xanes.Plugin.Standards;

/// <summary>How well a calculation agrees with a standard.</summary>
/// <param name="Standard">The standard's name.</param>
/// <param name="Structure">The structure's name.</param>
/// <param name="Calculation"><c>FDMNES</c>, or a model's name.</param>
/// <param name="CoreHoleWidth">The core-hole width in eV; null where a model's broadening is fixed.</param>
/// <param name="Free">Shift and amplitude free.</param>
/// <param name="Unit">The shift free, the amplitude 1: the edge step as calibrated.</param>
public sealed record StandardResult(
    string Standard, string Structure, string Calculation, double? CoreHoleWidth, SpectrumAgreement Free, SpectrumAgreement Unit)
{
    /// <summary>The model's verdict on the absorber that is farthest from its training data; null for FDMNES and published spectra.</summary>
    public DomainVerdict? Domain { get; init; }

    /// <summary>The calculated spectrum's photon energies in eV, [m].</summary>
    public required ReadOnlyMemory<double> PhotonEnergies { get; init; }

    /// <summary>The calculated spectrum in edge steps, [m].</summary>
    public required ReadOnlyMemory<float> Intensities { get; init; }
}
