using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Descriptors;

/// <summary>Counts distances into histograms, four at a time; every count falls where the bins' own edges put it.</summary>
internal static class PairCounter
{
    /// <summary>
    /// Adding 2^52 to a whole number below it leaves that number in the low bits: a conversion to integers that every
    /// processor has.
    /// </summary>
    private const double WholeNumberBits = 4503599627370496.0;

    /// <summary>A quotient nearer than this to a whole number may be rounded across an edge, and is settled by the edges.</summary>
    private const double EdgeTolerance = 1e-9;

    private const long Nowhere = -1;

    /// <summary>Counts the distances to the absorber.</summary>
    /// <returns>The number of distances below the first bin.</returns>
    public static int CountRadial(Cluster cluster, PairRdfSpec spec, PairRdfLayout layout, Span<float> vector)
    {
        var below = 0;
        for (var species = 0; species < layout.SpeciesCount; species++)
        {
            var histogram = vector.Slice(layout.RadialOffset(species), spec.RadialBins.Count);
            for (var atom = cluster.Start(species); atom < cluster.Start(species + 1); atom++)
            {
                var bin = spec.RadialBins.IndexOf(cluster.Radius[atom]);
                if (bin < 0)
                {
                    below++;
                }
                else
                {
                    histogram[bin]++;
                }
            }
        }

        return below;
    }

    /// <summary>Counts the distances between the cluster's atoms, each pair once.</summary>
    /// <returns>The number of distances below the first bin.</returns>
    public static int CountPairs(Cluster cluster, PairRdfSpec spec, PairRdfLayout layout, PairScratch scratch, Span<float> vector)
    {
        var below = 0;
        var count = cluster.Count;
        for (var species = 0; species < layout.SpeciesCount; species++)
        {
            var end = cluster.Start(species + 1);
            if (cluster.Start(species) == end)
            {
                continue;
            }

            SetOffsets(cluster, layout, species, scratch.Offsets);
            for (var row = cluster.Start(species); row < end; row++)
            {
                FindSlots(cluster, row, spec.PairBins, scratch.Offsets, scratch.Slots);
                foreach (var slot in scratch.Slots.AsSpan(0, count - row - 1))
                {
                    if (slot == Nowhere)
                    {
                        below++;
                    }
                    else
                    {
                        vector[(int)slot]++;
                    }
                }
            }
        }

        return below;
    }

    /// <summary>The distances in Å from one atom to all that follow it.</summary>
    public static void FindDistances(Cluster cluster, int row, double[] distances)
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
            Distance(ref x, ref y, ref z, other, rowX, rowY, rowZ).StoreUnsafe(ref result, k);
        }
    }

    private static void SetOffsets(Cluster cluster, PairRdfLayout layout, int species, double[] offsets)
    {
        for (var other = species; other < layout.SpeciesCount; other++)
        {
            var start = cluster.Start(other);
            offsets.AsSpan(start, cluster.Start(other + 1) - start).Fill(WholeNumberBits + layout.PairOffset(species, other));
        }
    }

    private static void FindSlots(Cluster cluster, int row, UniformBins bins, double[] offsets, long[] slots)
    {
        ref var x = ref MemoryMarshal.GetArrayDataReference(cluster.PaddedX);
        ref var y = ref MemoryMarshal.GetArrayDataReference(cluster.PaddedY);
        ref var z = ref MemoryMarshal.GetArrayDataReference(cluster.PaddedZ);
        ref var offset = ref MemoryMarshal.GetArrayDataReference(offsets);
        ref var result = ref MemoryMarshal.GetArrayDataReference(slots);
        var rowX = Vector256.Create(Unsafe.Add(ref x, row));
        var rowY = Vector256.Create(Unsafe.Add(ref y, row));
        var rowZ = Vector256.Create(Unsafe.Add(ref z, row));
        var minimum = Vector256.Create(bins.Minimum);
        var inverseWidth = Vector256.Create(bins.InverseWidth);
        var half = Vector256.Create(0.5);
        var nearEdge = Vector256.Create(0.5 - EdgeTolerance);
        var lowBits = Vector256.Create(0xFFFF_FFFFL);
        for (nuint other = (nuint)row + 1, k = 0; other < (nuint)cluster.Count; other += 4, k += 4)
        {
            var distance = Distance(ref x, ref y, ref z, other, rowX, rowY, rowZ);
            var quotient = (distance - minimum) * inverseWidth;
            var bin = Vector256.Floor(quotient);
            var begin = Vector256.LoadUnsafe(ref offset, other);
            ((bin + begin).AsInt64() & lowBits).StoreUnsafe(ref result, k);
            if (Vector256.GreaterThanAny(Vector256.Abs(quotient - bin - half), nearEdge)
                || Vector256.LessThanAny(quotient, Vector256<double>.Zero))
            {
                SettleByEdges(distance, begin, bins, slots.AsSpan((int)k, 4));
            }
        }
    }

    private static void SettleByEdges(Vector256<double> distances, Vector256<double> begins, UniformBins bins, Span<long> slots)
    {
        for (var lane = 0; lane < slots.Length; lane++)
        {
            var bin = bins.IndexOf(distances[lane]);
            slots[lane] = bin < 0 ? Nowhere : (long)(begins[lane] - WholeNumberBits) + bin;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Distance(
        ref double x, ref double y, ref double z, nuint other, Vector256<double> rowX, Vector256<double> rowY, Vector256<double> rowZ)
    {
        var dx = Vector256.LoadUnsafe(ref x, other) - rowX;
        var dy = Vector256.LoadUnsafe(ref y, other) - rowY;
        var dz = Vector256.LoadUnsafe(ref z, other) - rowZ;
        return Vector256.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
    }
}
