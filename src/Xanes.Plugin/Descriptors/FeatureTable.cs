namespace Xanes.Plugin.Descriptors;

/// <summary>The features of all structures of a training, without padding.</summary>
/// <param name="Name">What learners call them.</param>
/// <param name="Arrays">The arrays; what each row takes of them is the features' own matter.</param>
public sealed record FeatureTable(string Name, IReadOnlyList<FeatureTensor> Arrays);
