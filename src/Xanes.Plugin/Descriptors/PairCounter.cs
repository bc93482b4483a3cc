using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Descriptors;

/// <summary>
/// Counts distances into histograms. Pairs are first placed eight at a time in single precision; where that comes so near an
/// edge that rounding might cross it, the distance in double precision and the edges themselves decide. So every count is exact.
/// </summary>
internal static class PairCounter
{
    private const int Nowhere = -1;

    /// <summary>
    /// How far a distance in single precision may be off, as a share of the cutoff: four roundings of 6e-8 of coordinates
    /// up to the cutoff and of distances up to twice that, with a margin.
    /// </summary>
    private const double SingleError = 2e-6;

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
        RoundToSingle(cluster, scratch);
        var tolerance = (float)(SingleError * spec.Cluster.MaximumRadius * spec.PairBins.InverseWidth);
        var slots = scratch.Slots;
        var pending = 0;
        var below = 0;
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
                if (pending + cluster.Count + Cluster.Padding > slots.Length)
                {
                    below += Count(slots.AsSpan(0, pending), vector);
                    pending = 0;
                }

                FindSlots(cluster, row, spec.PairBins, tolerance, scratch, slots.AsSpan(pending));
                pending += cluster.Count - row - 1;
            }
        }

        return below + Count(slots.AsSpan(0, pending), vector);
    }

    private static int Count(ReadOnlySpan<int> slots, Span<float> vector)
    {
        ref var counts = ref MemoryMarshal.GetReference(vector);
        var below = 0;
        foreach (var slot in slots)
        {
            if (slot < 0)
            {
                below++;
            }
            else
            {
                Unsafe.Add(ref counts, slot)++;
            }
        }

        return below;
    }

    private static void RoundToSingle(Cluster cluster, PairScratch scratch)
    {
        var origin = cluster.Origin;
        for (var atom = 0; atom < cluster.Count; atom++)
        {
            scratch.X[atom] = (float)(cluster.PaddedX[atom] - origin.X);
            scratch.Y[atom] = (float)(cluster.PaddedY[atom] - origin.Y);
            scratch.Z[atom] = (float)(cluster.PaddedZ[atom] - origin.Z);
        }
    }

    private static void SetOffsets(Cluster cluster, PairRdfLayout layout, int species, int[] offsets)
    {
        for (var other = species; other < layout.SpeciesCount; other++)
        {
            var start = cluster.Start(other);
            offsets.AsSpan(start, cluster.Start(other + 1) - start).Fill(layout.PairOffset(species, other));
        }
    }

    private static void FindSlots(
        Cluster cluster, int row, UniformBins bins, float tolerance, PairScratch scratch, Span<int> slots)
    {
        ref var x = ref MemoryMarshal.GetArrayDataReference(scratch.X);
        ref var y = ref MemoryMarshal.GetArrayDataReference(scratch.Y);
        ref var z = ref MemoryMarshal.GetArrayDataReference(scratch.Z);
        ref var offsets = ref MemoryMarshal.GetArrayDataReference(scratch.Offsets);
        ref var slot = ref MemoryMarshal.GetReference(slots);
        var rowX = Vector256.Create(Unsafe.Add(ref x, row));
        var rowY = Vector256.Create(Unsafe.Add(ref y, row));
        var rowZ = Vector256.Create(Unsafe.Add(ref z, row));
        var minimum = Vector256.Create((float)bins.Minimum);
        var inverseWidth = Vector256.Create((float)bins.InverseWidth);
        var half = Vector256.Create(0.5f);
        var nearEdge = Vector256.Create(0.5f - tolerance);
        var count = cluster.Count;
        for (var other = row + 1; other < count; other += Vector256<float>.Count)
        {
            var dx = Vector256.LoadUnsafe(ref x, (nuint)other) - rowX;
            var dy = Vector256.LoadUnsafe(ref y, (nuint)other) - rowY;
            var dz = Vector256.LoadUnsafe(ref z, (nuint)other) - rowZ;
            var quotient = (Vector256.Sqrt((dx * dx) + (dy * dy) + (dz * dz)) - minimum) * inverseWidth;
            var bin = Vector256.Floor(quotient);
            var place = Vector256.ConvertToInt32Native(bin) + Vector256.LoadUnsafe(ref offsets, (nuint)other);
            place.StoreUnsafe(ref slot, (nuint)(other - row - 1));
            var doubtful = Vector256.GreaterThan(Vector256.Abs(quotient - bin - half), nearEdge)
                | Vector256.LessThan(quotient, Vector256<float>.Zero);
            if (doubtful != Vector256<float>.Zero)
            {
                Settle(cluster, row, other, Vector256.ExtractMostSignificantBits(doubtful), bins, scratch.Offsets, slots);
            }
        }
    }

    /// <summary>Places the pairs of a row whose single precision leaves a doubt.</summary>
    private static void Settle(Cluster cluster, int row, int first, uint doubtful, UniformBins bins, int[] offsets, Span<int> slots)
    {
        for (var lane = 0; lane < Vector256<float>.Count && first + lane < cluster.Count; lane++)
        {
            if ((doubtful & (1u << lane)) != 0)
            {
                var other = first + lane;
                var bin = bins.IndexOf(PairDistances.Between(cluster, row, other));
                slots[other - row - 1] = bin < 0 ? Nowhere : offsets[other] + bin;
            }
        }
    }
}
