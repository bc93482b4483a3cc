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
/// <param name="Descriptor">What it eats.</param>
public sealed record ModelInfo(
    string Id,
    string Description,
    string Absorber,
    string Edge,
    double EdgeEnergy,
    IReadOnlyList<string> Elements,
    ReadOnlyMemory<double> Energies,
    string Normalisation,
    DescriptorSpec Descriptor);
