namespace Xanes.Interop;

/// <summary>A candidate with its place among all that were compared.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Place">Its 0-based place in the order that candidates were given in.</param>
/// <param name="Agreement">How well it agrees.</param>
/// <param name="Intensities">Its predicted mean spectrum in edge steps, as predicted, [m].</param>
/// <param name="Domain">Whether it resembles the training data; of several absorbers the verdict on the farthest.</param>
/// <param name="AsGoodAsBest">
/// Whether the model's own uncertainty is enough to make it as good as the best one: MSE - uncertainty is not above the best one's MSE +
/// uncertainty. True for the best; for others false where the model gives no sigma.
/// </param>
public sealed record ComparedStructure(
    ComparisonCandidate Candidate,
    long Place,
    SpectrumAgreement Agreement,
    ReadOnlyMemory<float> Intensities,
    DomainVerdict Domain,
    bool AsGoodAsBest)
{
    /// <summary>The core-hole width in eV that agrees best; null where it was not fitted.</summary>
    public double? CoreHoleWidth { get; init; }
}
