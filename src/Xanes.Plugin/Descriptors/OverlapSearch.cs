using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Descriptors;

/// <summary>Finds atoms of a cluster that lie closer together than any real ones.</summary>
internal static class OverlapSearch
{
    /// <summary>Looks at every pair of the cluster.</summary>
    /// <exception cref="InvalidInputException">Two atoms are closer than 0.5 Å; the message names them.</exception>
    public static void ThrowIfAny(Cluster cluster, StructureView structure)
    {
        for (var first = 0; first < cluster.Count; first++)
        {
            for (var second = first + 1; second < cluster.Count; second++)
            {
                var distance = PairDistances.Between(cluster, first, second);
                if (distance < ClusterBuilder.OverlapDistance)
                {
                    throw ClusterBuilder.Overlap(structure, cluster.Source[first], cluster.Source[second], distance);
                }
            }
        }
    }
}
