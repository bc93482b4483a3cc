using Xanes.Interop;

namespace Xanes.Plugin.Datasets;

/// <summary>What all spectra of a data set have in common. Sets that differ in it cannot be mixed.</summary>
/// <param name="Absorber">The symbol of the absorbing element.</param>
/// <param name="Edge">The absorption edge, such as <c>K</c>.</param>
/// <param name="EdgeEnergy">The tabulated edge energy in eV that the common axis counts from.</param>
/// <param name="EpsiiReference">The core level's energy in eV that puts all spectra on one axis (fdmnes, "Common axis").</param>
/// <param name="Normalisation">How intensities are normalised, in words.</param>
public sealed record SpectrumProtocol(string Absorber, string Edge, double EdgeEnergy, double EpsiiReference, string Normalisation)
{
    /// <summary>Reads the protocol's keys of a <c>dataset.yaml</c>.</summary>
    /// <exception cref="InvalidInputException">A key is missing or not valid.</exception>
    public static SpectrumProtocol From(YamlMap map)
    {
        var absorber = map.Text("absorber");
        if (!ChemicalElement.TryGetAtomicNumber(absorber, out _))
        {
            throw new InvalidInputException($"{map.Source}: 'absorber' must be an element symbol; '{absorber}' is none");
        }

        return new SpectrumProtocol(
            absorber, map.Text("edge"), map.Number("edge_energy"), map.Number("epsii_reference"), map.Text("normalisation"));
    }

    /// <summary>Says what differs from another protocol, such as <c>edge (K, not L3)</c>; null where they agree.</summary>
    public string? DifferenceFrom(SpectrumProtocol other) =>
        Absorber != other.Absorber ? $"absorber ({Absorber}, not {other.Absorber})"
        : Edge != other.Edge ? $"edge ({Edge}, not {other.Edge})"
        : EdgeEnergy != other.EdgeEnergy ? FormattableString.Invariant($"edge_energy ({EdgeEnergy}, not {other.EdgeEnergy})")
        : EpsiiReference != other.EpsiiReference ? FormattableString.Invariant($"epsii_reference ({EpsiiReference}, not {other.EpsiiReference})")
        : Normalisation != other.Normalisation ? "normalisation"
        : null;
}
