namespace Xanes.Plugin.Models;

/// <summary>How one family of learners did with its best hyper-parameters.</summary>
/// <param name="Family">The family's name.</param>
/// <param name="HyperParameters">Name and value of each hyper-parameter.</param>
/// <param name="ValidationMse">The mean square error over all validation spectra, by which it was chosen.</param>
/// <param name="Test">Its errors on each set's test part.</param>
public sealed record FamilyMetrics(
    string Family,
    IReadOnlyList<KeyValuePair<string, string>> HyperParameters,
    double ValidationMse,
    IReadOnlyList<SetMetrics> Test);
