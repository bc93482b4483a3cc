namespace Xanes.Plugin.Models;

/// <summary>A model's errors on the test part of one data set.</summary>
/// <param name="Set">The data set's name.</param>
/// <param name="Count">The number of test spectra.</param>
/// <param name="Mse">The mean square error over spectra and energies.</param>
/// <param name="Median">The median over the spectra of their own mean square errors.</param>
/// <param name="MeanPredictor">The mean square error of answering these spectra's own mean.</param>
/// <param name="R2">1 - <paramref name="Mse"/> / <paramref name="MeanPredictor"/>; 0 where the spectra are all alike.</param>
public sealed record SetMetrics(string Set, int Count, double Mse, double Median, double MeanPredictor, double R2);
