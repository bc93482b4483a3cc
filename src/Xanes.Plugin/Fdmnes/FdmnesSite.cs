using Xanes.Plugin.Convolution;

namespace Xanes.Plugin.Fdmnes;

/// <summary>What FDMNES calculated for one inequivalent absorber.</summary>
/// <param name="Header">The header of its raw output.</param>
/// <param name="Energies">Energies in eV from the Fermi level, [k], ascending.</param>
/// <param name="Raw">Absorption in Mbarn before convolution, [k], of all equivalent atoms together.</param>
public sealed record FdmnesSite(FdmnesHeader Header, double[] Energies, double[] Raw)
{
    /// <summary>The raw spectrum of one of the equivalent atoms.</summary>
    public RawSpectrum Spectrum =>
        new(Energies, [.. Raw.Select(value => value / Header.EquivalentAtoms)], Header.CutOff, Header.Epsii);
}
