using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>A model's errors on data sets that it was not trained on.</summary>
/// <param name="Card">The model's card.</param>
/// <param name="Sets">The errors, set by set.</param>
/// <param name="Domain">How the domain divides the spectra, set by set and <c>all</c>.</param>
/// <param name="Coverage">The share of energy points within the 90 % bands, set by set; null where the model gives no uncertainty.</param>
public sealed record ModelTestResult(
    ModelCard Card, IReadOnlyList<SetMetrics> Sets, IReadOnlyList<DomainMetrics> Domain, IReadOnlyList<double?> Coverage);
