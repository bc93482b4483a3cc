using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Descriptors;

/// <summary>Distances between the atoms of a cluster.</summary>
internal static class PairDistances
{
    /// <summary>The distance in Å of two atoms of a cluster.</summary>
    public static double Between(Cluster cluster, int first, int second)
    {
        var dx = cluster.PaddedX[second] - cluster.PaddedX[first];
        var dy = cluster.PaddedY[second] - cluster.PaddedY[first];
        var dz = cluster.PaddedZ[second] - cluster.PaddedZ[first];
        return Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
    }

    /// <summary>Finds the distances in Å from one atom to all that follow it.</summary>
    /// <param name="cluster">The atoms.</param>
    /// <param name="row">The atom.</param>
    /// <param name="distances">Takes them, and may be written to up to <see cref="Cluster.Padding"/> entries past them.</param>
    /// <returns>The smallest of them; infinity for the last atom.</returns>
    public static double FromRow(Cluster cluster, int row, double[] distances)
    {
        ref var x = ref MemoryMarshal.GetArrayDataReference(cluster.PaddedX);
        ref var y = ref MemoryMarshal.GetArrayDataReference(cluster.PaddedY);
        ref var z = ref MemoryMarshal.GetArrayDataReference(cluster.PaddedZ);
        ref var result = ref MemoryMarshal.GetArrayDataReference(distances);
        var rowX = Vector256.Create(Unsafe.Add(ref x, row));
        var rowY = Vector256.Create(Unsafe.Add(ref y, row));
        var rowZ = Vector256.Create(Unsafe.Add(ref z, row));
        for (nuint other = (nuint)row + 1, k = 0; other < (nuint)cluster.Count; other += 4, k += 4)
        {
            var dx = Vector256.LoadUnsafe(ref x, other) - rowX;
            var dy = Vector256.LoadUnsafe(ref y, other) - rowY;
            var dz = Vector256.LoadUnsafe(ref z, other) - rowZ;
            Vector256.Sqrt((dx * dx) + (dy * dy) + (dz * dz)).StoreUnsafe(ref result, k);
        }

        var closest = double.PositiveInfinity;
        foreach (var distance in distances.AsSpan(0, cluster.Count - row - 1))
        {
            closest = Math.Min(closest, distance);
        }

        return closest;
    }
}
