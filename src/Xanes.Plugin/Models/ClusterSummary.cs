using System.Numerics;
using System.Runtime.InteropServices;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Models;

/// <summary>
/// A cluster in a few numbers. For each species: the number of atoms and the sums over them of (3 Å / r)^2 and (3 Å / r)^6, which
/// weigh the near atoms more and more; the smallest distance to the absorber; and for each pair of species the smallest distance.
/// </summary>
internal static class ClusterSummary
{
    /// <summary>The numbers for each species: count and two sums.</summary>
    public const int FeaturesOfSpecies = 3;

    private const double ReferenceDistance = 3.0;

    /// <summary>The number of unordered pairs of species, those of one species with itself included.</summary>
    public static int PairCount(int species) => species * (species + 1) / 2;

    /// <summary>Counts and sums, [species * 3], and the smallest distances to the absorber in Å, [species] (infinite without atoms).</summary>
    public static void Describe(Cluster cluster, Span<double> features, Span<double> nearest)
    {
        var radius = cluster.Radius;
        for (var species = 0; species < cluster.SpeciesCount; species++)
        {
            var (first, last) = (cluster.Start(species), cluster.Start(species + 1));
            var (second, sixth, smallest) = (0.0, 0.0, double.PositiveInfinity);
            foreach (var r in radius[first..last])
            {
                var square = ReferenceDistance * ReferenceDistance / (r * r);
                second += square;
                sixth += square * square * square;
                smallest = Math.Min(smallest, r);
            }

            var own = features.Slice(species * FeaturesOfSpecies, FeaturesOfSpecies);
            own[0] = last - first;
            own[1] = second;
            own[2] = sixth;
            nearest[species] = smallest;
        }
    }

    /// <summary>
    /// The smallest distance in Å between atoms of each pair of species (infinite without pairs), in the order 0-0, 0-1, ..., 1-1, ...
    /// </summary>
    public static void FindNearestPairs(Cluster cluster, Span<double> nearestPairs)
    {
        var pair = 0;
        for (var first = 0; first < cluster.SpeciesCount; first++)
        {
            for (var second = first; second < cluster.SpeciesCount; second++)
            {
                nearestPairs[pair++] = Math.Sqrt(SmallestSquare(cluster, first, second));
            }
        }
    }

    private static double SmallestSquare(Cluster cluster, int first, int second)
    {
        var smallest = double.PositiveInfinity;
        var (from, to) = (cluster.Start(second), cluster.Start(second + 1));
        for (var atom = cluster.Start(first); atom < cluster.Start(first + 1); atom++)
        {
            var start = first == second ? atom + 1 : from;
            smallest = Math.Min(smallest, SmallestSquare(cluster, atom, start, to - start));
        }

        return smallest;
    }

    private static double SmallestSquare(Cluster cluster, int atom, int start, int count)
    {
        var x = cluster.X.Slice(start, count);
        var y = cluster.Y.Slice(start, count);
        var z = cluster.Z.Slice(start, count);
        var (x0, y0, z0) = (cluster.X[atom], cluster.Y[atom], cluster.Z[atom]);
        var smallest = double.PositiveInfinity;
        var lane = 0;
        if (count >= Vector<double>.Count)
        {
            var (vx, vy, vz) = (new Vector<double>(x0), new Vector<double>(y0), new Vector<double>(z0));
            var least = new Vector<double>(double.PositiveInfinity);
            for (; lane <= count - Vector<double>.Count; lane += Vector<double>.Count)
            {
                var dx = Vector.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)lane) - vx;
                var dy = Vector.LoadUnsafe(ref MemoryMarshal.GetReference(y), (nuint)lane) - vy;
                var dz = Vector.LoadUnsafe(ref MemoryMarshal.GetReference(z), (nuint)lane) - vz;
                least = Vector.Min(least, (dx * dx) + (dy * dy) + (dz * dz));
            }

            for (var i = 0; i < Vector<double>.Count; i++)
            {
                smallest = Math.Min(smallest, least[i]);
            }
        }

        for (; lane < count; lane++)
        {
            var (dx, dy, dz) = (x[lane] - x0, y[lane] - y0, z[lane] - z0);
            smallest = Math.Min(smallest, (dx * dx) + (dy * dy) + (dz * dz));
        }

        return smallest;
    }
}
