namespace Xanes.Plugin.Training;

/// <summary>A family's errors on one data set by learners that had not seen the spectra.</summary>
/// <param name="Family">The family's name.</param>
/// <param name="HeldOut">What was left out: <c>fold</c> (means over five folds), or <c>group NAME</c>.</param>
/// <param name="Set">The data set's name.</param>
/// <param name="Count">The number of spectra.</param>
/// <param name="Mse">The mean square error.</param>
/// <param name="Median">The median over the spectra of their own mean square errors.</param>
/// <param name="MeanPredictor">The mean square error of answering the spectra's own mean, fold by fold or in the group.</param>
/// <param name="MeanOfSeen">Of groups the mean square error of answering the mean of all spectra that the learner had seen; else null.</param>
public sealed record CrossValidationRow(
    string Family, string HeldOut, string Set, int Count, double Mse, double Median, double MeanPredictor, double? MeanOfSeen);
