using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>A structure of a data set.</summary>
/// <param name="Cluster">The atoms, not periodic: the absorber first and at the origin.</param>
/// <param name="Group">What relates it to others, such as the crystal it was cut from; null where nothing does.</param>
public sealed record SampledStructure(AtomicStructure Cluster, string? Group = null);
