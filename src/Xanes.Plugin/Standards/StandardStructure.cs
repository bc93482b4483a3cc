using Xanes.Interop;
using Xanes.Plugin.Convolution;

namespace Xanes.Plugin.Standards;

/// <summary>A crystal with its calculated spectra.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cell">Its cell in words.</param>
/// <param name="Candidate">The atoms and all absorbers.</param>
/// <param name="Sites">The raw FDMNES spectrum of each inequivalent absorber, and the number of such absorbers; none where it was not computed.</param>
public sealed record StandardStructure(
    string Name, string Cell, ComparisonCandidate Candidate, IReadOnlyList<(RawSpectrum Spectrum, double Absorbers)> Sites)
{
    /// <summary>A spectrum that others calculated of it; null for none.</summary>
    public PublishedSpectrum? Published { get; init; }
}
