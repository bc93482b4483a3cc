namespace Xanes.Interop;

/// <summary>What a host needs to know of a model.</summary>
/// <param name="Id">The model's name: its folder's.</param>
/// <param name="Description">One line on what it predicts and how.</param>
/// <param name="Absorber">The symbol of the absorbing element.</param>
/// <param name="Edge">The absorption edge, such as <c>K</c>.</param>
/// <param name="EdgeEnergy">The edge energy in eV that the energies count from.</param>
/// <param name="Elements">The symbols of the elements it knows as neighbours.</param>
/// <param name="Energies">Photon energies minus <paramref name="EdgeEnergy"/> in eV, [m].</param>
/// <param name="Normalisation">How intensities are normalised.</param>
/// <param name="Descriptor">What it takes.</param>
public sealed record ModelInfo(
    string Id,
    string Description,
    string Absorber,
    string Edge,
    double EdgeEnergy,
    IReadOnlyList<string> Elements,
    ReadOnlyMemory<double> Energies,
    string Normalisation,
    DescriptorSpec Descriptor)
{
    /// <summary>
    /// The broadening of its spectra, which <see cref="ISpectrumModel.WithBroadening"/> changes; null where it learned finished spectra and
    /// has that of its training data for good.
    /// </summary>
    public Broadening? Broadening { get; init; }

    /// <summary>The narrowest core-hole width in eV that can be asked for; null where the broadening is fixed.</summary>
    public double? NarrowestCoreHoleWidth { get; init; }

    /// <summary>The edge step in Mbarn per absorber, one for all spectra; null where the training data do not say.</summary>
    public double? EdgeStep { get; init; }

    /// <summary>
    /// What is added to a computed photon energy to give that of a calibrated beamline, in eV; null where nobody measured it, and photon
    /// energies are right up to a constant.
    /// </summary>
    public double? EnergyCalibration { get; init; }

    /// <summary>What edge step and energy calibration were taken from and how well they hold; null where nothing is said.</summary>
    public string? Calibration { get; init; }

    /// <summary>The calibrated photon energy in eV of an energy of the model's axis.</summary>
    public double PhotonEnergy(double energy) => EdgeEnergy + energy + (EnergyCalibration ?? 0.0);
}
