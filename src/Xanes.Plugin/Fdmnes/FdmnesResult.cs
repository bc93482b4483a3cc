namespace Xanes.Plugin.Fdmnes;

/// <summary>The output of a successful run.</summary>
/// <param name="Sites">The inequivalent absorbers.</param>
/// <param name="Convolved">FDMNES's own convolved table: of the one site, or of the sum on a grid of its own.</param>
/// <param name="Revision">The program's revision in its own words.</param>
/// <param name="Warnings">What FDMNES complained about without failing.</param>
public sealed record FdmnesResult(
    IReadOnlyList<FdmnesSite> Sites, FdmnesTable Convolved, string Revision, IReadOnlyList<string> Warnings)
{
    /// <summary>
    /// The convolved spectrum of each site: FDMNES's own where it is of one site and by the wanted widths, else convolved here.
    /// </summary>
    /// <param name="widths">The wanted widths.</param>
    /// <param name="calculated">The widths that FDMNES convolved by.</param>
    public IReadOnlyList<SiteSpectrum> SiteSpectra(ConvolutionWidths widths, ConvolutionWidths calculated) =>
        widths == calculated && Sites is [var only]
            ? [new SiteSpectrum(Convolved.Energies, Convolved.Absorption, only.Header.Epsii)]
            : [.. Sites.Select(site => new SiteSpectrum(
                site.Energies,
                LorentzConvolution.Convolve(site.Energies, site.Raw, site.Header.CutOff, widths),
                site.Header.Epsii))];
}
