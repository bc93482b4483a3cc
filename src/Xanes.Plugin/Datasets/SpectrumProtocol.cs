using Xanes.Interop;
using Xanes.Plugin.Convolution;

namespace Xanes.Plugin.Datasets;

/// <summary>What all spectra of a data set have in common. Sets that differ in it cannot be mixed.</summary>
/// <param name="Absorber">The symbol of the absorbing element.</param>
/// <param name="Edge">The absorption edge, such as <c>K</c>.</param>
/// <param name="EdgeEnergy">The tabulated edge energy in eV that the common axis counts from.</param>
/// <param name="EpsiiReference">The core level's energy in eV that puts all spectra on one axis (fdmnes, "Common axis"); 0 for
/// finished spectra of other sources.</param>
/// <param name="Normalisation">How intensities are normalised, in words.</param>
public sealed record SpectrumProtocol(string Absorber, string Edge, double EdgeEnergy, double EpsiiReference, string Normalisation)
{
    /// <summary>The edge step in Mbarn per absorber; null in a set of finished spectra alone, without raw ones.</summary>
    public double? EdgeStep { get; init; }

    /// <summary>The broadening of the finished spectra; null in a set of finished spectra alone.</summary>
    public Broadening? Broadening { get; init; }

    /// <summary>What is added to computed photon energies to give a calibrated beamline's, in eV; null where nobody measured it.</summary>
    public double? EnergyCalibration { get; init; }

    /// <summary>What edge step and energy calibration were taken from and how well they hold, in words; null where nothing is said.</summary>
    public string? Calibration { get; init; }

    /// <summary>Reads the protocol's keys of a <c>dataset.yaml</c>.</summary>
    /// <exception cref="InvalidInputException">A key is missing or not valid.</exception>
    public static SpectrumProtocol From(YamlMap map)
    {
        var absorber = map.Text("absorber");
        if (!ChemicalElement.TryGetAtomicNumber(absorber, out _))
        {
            throw new InvalidInputException($"{map.Source}: 'absorber' must be an element symbol; '{absorber}' is none");
        }

        var hasRaw = map.Has("raw");
        return new SpectrumProtocol(
            absorber, map.Text("edge"), map.Number("edge_energy"), map.Has("raw") || map.Has("epsii_reference") ? map.Number("epsii_reference") : 0.0, map.Text("normalisation"))
        {
            EdgeStep = hasRaw ? map.Number("edge_step") : null,
            Broadening = hasRaw ? BroadeningYaml.Read(map) : null,
            EnergyCalibration = map.Has("energy_calibration") ? map.Number("energy_calibration") : null,
            Calibration = map.Has("calibration") ? map.Text("calibration") : null,
        };
    }

    /// <summary>Says what differs from another protocol, such as <c>edge (K, not L3)</c>; null where they agree.</summary>
    public string? DifferenceFrom(SpectrumProtocol other) =>
        Absorber != other.Absorber ? $"absorber ({Absorber}, not {other.Absorber})"
        : Edge != other.Edge ? $"edge ({Edge}, not {other.Edge})"
        : EdgeEnergy != other.EdgeEnergy ? FormattableString.Invariant($"edge_energy ({EdgeEnergy}, not {other.EdgeEnergy})")
        : EpsiiReference != other.EpsiiReference ? FormattableString.Invariant($"epsii_reference ({EpsiiReference}, not {other.EpsiiReference})")
        : EdgeStep is null != other.EdgeStep is null ? "normalisation (one of them has no raw.npy; 'xanes dataset export' of its jobs adds it)"
        : EdgeStep != other.EdgeStep ? FormattableString.Invariant($"edge_step ({EdgeStep}, not {other.EdgeStep})")
        : Broadening != other.Broadening ? $"broadening ({Broadening}, not {other.Broadening})"
        : EnergyCalibration != other.EnergyCalibration
            ? FormattableString.Invariant($"energy_calibration ({EnergyCalibration?.ToString() ?? "none"}, not {other.EnergyCalibration?.ToString() ?? "none"})")
        : Normalisation != other.Normalisation ? "normalisation"
        : null;
}
