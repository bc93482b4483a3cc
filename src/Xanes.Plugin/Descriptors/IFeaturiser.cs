using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Descriptors;

/// <summary>Turns clusters into the named tensors that a model takes. One kind of descriptor is one implementation.</summary>
public interface IFeaturiser
{
    /// <summary>The spec it was made from.</summary>
    DescriptorSpec Spec { get; }

    /// <summary>How clusters for it are cut.</summary>
    ClusterSpec ClusterSpec { get; }

    /// <summary>The number of clusters that are best taken together where many are predicted.</summary>
    int BatchSize { get; }

    /// <summary>Starts an empty batch.</summary>
    /// <param name="capacity">The number of clusters that it will hold at most.</param>
    FeatureBatch NewBatch(int capacity);
}
