using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Descriptors.Neighbours;

/// <summary>
/// The cluster itself as a model's input: the species of each neighbour, its distance to the absorber and the distances between
/// neighbours. For networks that pass messages between neighbours along scattering paths.
/// </summary>
public sealed class NeighbourFeaturiser : IFeaturiser
{
    /// <summary>Makes the featuriser of a spec.</summary>
    /// <exception cref="InvalidInputException">The spec is not valid.</exception>
    public NeighbourFeaturiser(DescriptorSpec spec)
    {
        Spec = spec;
        ClusterSpec = NeighbourSpec.From(spec);
    }

    /// <inheritdoc/>
    public DescriptorSpec Spec { get; }

    /// <inheritdoc/>
    public ClusterSpec ClusterSpec { get; }

    /// <inheritdoc/>
    public int BatchSize => 256;

    /// <inheritdoc/>
    public FeatureBatch NewBatch(int capacity) => new NeighbourBatch(ClusterSpec.MaximumRadius, capacity);
}
