namespace Xanes.Plugin.Fdmnes;

/// <summary>The convolved spectrum of one inequivalent absorber.</summary>
/// <param name="FermiEnergies">Energies in eV from the Fermi level, [k], ascending.</param>
/// <param name="Absorption">Absorption in Mbarn, [k], of all equivalent atoms together.</param>
/// <param name="Epsii">The core level's energy in eV.</param>
public sealed record SiteSpectrum(double[] FermiEnergies, double[] Absorption, double Epsii);
