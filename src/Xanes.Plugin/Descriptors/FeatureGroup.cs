namespace Xanes.Plugin.Descriptors;

/// <summary>Rows of a batch that a model runs together.</summary>
/// <param name="Rows">The rows' places in the batch, in the order of the tensors.</param>
/// <param name="Tensors">Their inputs; valid until the next group or change of the batch.</param>
public readonly record struct FeatureGroup(ReadOnlyMemory<int> Rows, IReadOnlyList<FeatureTensor> Tensors);
