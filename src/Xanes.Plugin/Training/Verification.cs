using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>What came of checking a model against its card.</summary>
/// <param name="Card">The card.</param>
/// <param name="Sets">The errors, set by set.</param>
/// <param name="Domain">How the domain divides the test spectra of all sets.</param>
public sealed record Verification(ModelCard Card, IReadOnlyList<SetVerification> Sets, DomainMetrics Domain)
{
    /// <summary>Whether every set agrees with the card.</summary>
    public bool Agrees => Sets.All(set => set.Agrees);
}
