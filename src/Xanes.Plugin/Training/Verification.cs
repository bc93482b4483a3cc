using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>What came of checking a model against its card.</summary>
/// <param name="Card">The card.</param>
/// <param name="Sets">The errors, set by set.</param>
/// <param name="NarrowSets">The errors at the narrow width, set by set; none where there is no such.</param>
/// <param name="Domain">How the domain divides the test spectra of all sets.</param>
public sealed record Verification(
    ModelCard Card, IReadOnlyList<SetVerification> Sets, IReadOnlyList<SetVerification> NarrowSets, DomainMetrics Domain)
{
    /// <summary>
    /// The errors on the validation parts of sets that give their own split, to which nothing was fitted; none where no set does.
    /// </summary>
    public IReadOnlyList<SetMetrics> Validation { get; init; } = [];

    /// <summary>Whether every set agrees with the card.</summary>
    public bool Agrees => Sets.Concat(NarrowSets).All(set => set.Agrees);
}
