namespace Xanes.Plugin.Datasets;

/// <summary>Structures with their spectra on the common photon-energy axis, as they stand in a folder.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Name">The set's name: its folder's.</param>
/// <param name="Protocol">What its spectra have in common.</param>
/// <param name="Elements">The symbols of the elements that occur in it.</param>
/// <param name="Energies">Photon energies minus the edge energy in eV, [m].</param>
/// <param name="Entries">Structures with their spectra, in the order of the file.</param>
/// <param name="Sha256">
/// The SHA-256 of what <c>sha256sum dataset.yaml energy.npy spectra.npy structures.extxyz</c> prints in the folder, in hexadecimal.
/// </param>
public sealed record DataSet(
    string Folder,
    string Name,
    SpectrumProtocol Protocol,
    IReadOnlyList<string> Elements,
    double[] Energies,
    IReadOnlyList<DataSetEntry> Entries,
    string Sha256)
{
    /// <summary>Whether its structures say which part they are of (<c>split=</c>). Then nothing is fitted to its validation part.</summary>
    public bool HasGivenSplit { get; init; }
}
