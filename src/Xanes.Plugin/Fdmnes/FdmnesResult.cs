using Xanes.Plugin.Convolution;

namespace Xanes.Plugin.Fdmnes;

/// <summary>The output of a successful run.</summary>
/// <param name="Sites">The inequivalent absorbers.</param>
/// <param name="Convolved">FDMNES's own convolved table: of the one site, or of the sum on a grid of its own.</param>
/// <param name="Revision">The program's revision in its own words.</param>
/// <param name="Warnings">What FDMNES complained about without failing.</param>
public sealed record FdmnesResult(
    IReadOnlyList<FdmnesSite> Sites, FdmnesTable Convolved, string Revision, IReadOnlyList<string> Warnings)
{
    /// <summary>The raw spectrum of one absorber of each site, and how many absorbers the site has.</summary>
    public IReadOnlyList<(RawSpectrum Spectrum, double Absorbers)> Spectra => [.. Sites.Select(site => (site.Spectrum, site.Header.EquivalentAtoms))];
}
