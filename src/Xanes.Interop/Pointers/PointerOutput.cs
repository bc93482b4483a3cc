namespace Xanes.Interop.Pointers;

/// <summary>Where the spectra of R absorbers on M energies go, in the host's own memory.</summary>
/// <param name="Intensities">float32 [R, M].</param>
/// <param name="Uncertainties">float32 [R, M]; left as it is where the model gives none.</param>
/// <param name="DomainDistances"><see cref="DomainVerdict.Distance"/>, float64 [R].</param>
/// <param name="DomainInside"><see cref="DomainVerdict.IsInside"/>, one byte each [R].</param>
public readonly unsafe record struct PointerOutput(long Intensities, long Uncertainties, long DomainDistances, long DomainInside)
{
    internal PointerPrediction Write(IReadOnlyList<Spectrum> spectra)
    {
        var reasons = new string[spectra.Count];
        for (var row = 0; row < reasons.Length; row++)
        {
            var spectrum = spectra[row];
            var points = spectrum.Intensities.Length;
            spectrum.Intensities.Span.CopyTo(new Span<float>((float*)Intensities + ((long)row * points), points));
            spectrum.Uncertainty.Span.CopyTo(new Span<float>((float*)Uncertainties + ((long)row * points), points));
            ((double*)DomainDistances)[row] = spectrum.Domain.Distance;
            ((bool*)DomainInside)[row] = spectrum.Domain.IsInside;
            reasons[row] = spectrum.Domain.Reason.ReplaceLineEndings(" ");
        }

        return new PointerPrediction(spectra.Any(spectrum => !spectrum.Uncertainty.IsEmpty), string.Join('\n', reasons));
    }
}
