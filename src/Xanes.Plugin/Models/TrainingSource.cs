namespace Xanes.Plugin.Models;

/// <summary>A data set that a model was trained on.</summary>
/// <param name="Name">The set's name, which its split depends on.</param>
/// <param name="Path">Its folder, relative to the card's.</param>
/// <param name="Sha256">The hash of its files.</param>
/// <param name="Training">The number of spectra in the training part.</param>
/// <param name="Validation">The number of spectra in the validation part.</param>
/// <param name="Test">The number of spectra in the test part.</param>
public sealed record TrainingSource(string Name, string Path, string Sha256, int Training, int Validation, int Test);
