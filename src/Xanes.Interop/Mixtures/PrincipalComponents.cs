namespace Xanes.Interop;

/// <summary>
/// The principal components of a series of c spectra of r energies (singular value decomposition, not centred), and how many of them are
/// more than noise. Formulas: E. R. Malinowski, Factor Analysis in Chemistry, and Anal. Chem. 49, 612 (1977).
/// </summary>
/// <param name="Names">The names of the spectra, c.</param>
/// <param name="PhotonEnergies">The common photon energies in eV, [r].</param>
/// <param name="Eigenvalues">The squared singular values, [c], descending.</param>
/// <param name="Components">The components, [c,r] row-major, each of length 1.</param>
/// <param name="Scores">What each spectrum has of each component, [c,c] row-major.</param>
/// <param name="RealError">RE(k) = sqrt(sum of the eigenvalues after k / (r (c - k))), [c - 1], for k = 1 on.</param>
/// <param name="Indicator">IND(k) = RE(k) / (c - k)², [c - 1]: least where the noise begins.</param>
/// <param name="SuggestedByIndicator">The number of components where the indicator is least.</param>
/// <param name="SuggestedByScree">The number of components before the eigenvalues' logarithms stop falling steeply.</param>
public sealed record PrincipalComponents(
    IReadOnlyList<string> Names,
    ReadOnlyMemory<double> PhotonEnergies,
    ReadOnlyMemory<double> Eigenvalues,
    ReadOnlyMemory<double> Components,
    ReadOnlyMemory<double> Scores,
    ReadOnlyMemory<double> RealError,
    ReadOnlyMemory<double> Indicator,
    int SuggestedByIndicator,
    int SuggestedByScree);
