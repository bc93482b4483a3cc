namespace Xanes.Plugin.Standards;

/// <summary>A crystal's spectrum that others calculated and published, with their own broadening.</summary>
/// <param name="Calculation">What calculated it, such as <c>FEFF</c>.</param>
/// <param name="PhotonEnergies">Photon energies in eV, [m].</param>
/// <param name="Intensities">Absorption in edge steps, the mean over all absorbers, [m].</param>
public sealed record PublishedSpectrum(string Calculation, double[] PhotonEnergies, float[] Intensities);
