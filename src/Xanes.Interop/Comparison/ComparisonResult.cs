namespace Xanes.Interop;

/// <summary>Structures in the order of their agreement with a measured spectrum.</summary>
/// <param name="Measured">The measured spectrum.</param>
/// <param name="PhotonEnergies">The model's photon energies in eV, not shifted, [m].</param>
/// <param name="Window">The measured photon energies that were compared.</param>
/// <param name="Best">The best ones, the best first.</param>
/// <param name="Compared">How many were compared.</param>
/// <param name="OutsideDomain">How many of them are outside of the model's domain.</param>
/// <param name="LeftOut">How many candidates at fault were left out.</param>
/// <param name="Faults">What is wrong with the first of them, 100 at most; each message is one line that begins with the candidate's name.</param>
public sealed record ComparisonResult(
    NormalisedSpectrum Measured,
    ReadOnlyMemory<double> PhotonEnergies,
    EnergyInterval Window,
    IReadOnlyList<ComparedStructure> Best,
    long Compared,
    long OutsideDomain,
    long LeftOut,
    IReadOnlyList<InvalidInputException> Faults);
