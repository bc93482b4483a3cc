namespace Xanes.Plugin.Import;

/// <summary>What an import found and did.</summary>
/// <param name="Count">The number of spectra in the data set.</param>
/// <param name="Duplicates">Spectra that were left out because structure and spectrum were there already.</param>
/// <param name="LeftOut">Those that could not be imported, each with the reason.</param>
/// <param name="Energies">What the energies counted from, in words.</param>
/// <param name="Normalisation">How the spectra are normalised, in words.</param>
/// <param name="Axis">The data set's energies, in words.</param>
/// <param name="Split">The number of training, validation and test spectra that the sources give; null where they give none.</param>
public sealed record ImportReport(
    int Count,
    int Duplicates,
    IReadOnlyList<string> LeftOut,
    string Energies,
    string Normalisation,
    string Axis,
    (int Training, int Validation, int Test)? Split);
