using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Descriptors;

namespace Xanes.Plugin.Reconstruction;

/// <summary>
/// The histograms of a count descriptor as bin numbers repeated by count, ascending, after the checks that any cluster's
/// histograms pass: whole counts, and as many pairs as the atoms make (docs/descriptor.md, 3).
/// </summary>
internal sealed class DescriptorCounts
{
    /// <summary>Up to here single precision holds every whole number.</summary>
    private const float LargestWholeCount = 16_777_216.0f;

    private readonly int[][] _radial;
    private readonly int[][] _pairs;

    private DescriptorCounts(int[][] radial, int[][] pairs)
    {
        _radial = radial;
        _pairs = pairs;
    }

    /// <summary>The number of neighbours of the absorber.</summary>
    public int AtomCount => _radial.Sum(bins => bins.Length);

    /// <summary>The radial bin of each atom of a species, ascending.</summary>
    public ReadOnlySpan<int> Radial(int species) => _radial[species];

    /// <summary>The pair bin of each pair of two species, ascending; the first species is not above the second.</summary>
    public ReadOnlySpan<int> Pairs(int first, int second) => _pairs[(first * _radial.Length) + second];

    /// <summary>Reads a vector.</summary>
    /// <exception cref="InvalidInputException">The vector cannot be the counts of one cluster; says which counts are at fault.</exception>
    public static DescriptorCounts Read(ReadOnlySpan<float> vector, PairRdf descriptor)
    {
        var spec = descriptor.Parameters;
        var layout = descriptor.Layout;
        if (vector.Length != layout.Length)
        {
            throw new InvalidInputException(
                $"the descriptor has {vector.Length} values, its spec makes {layout.Length}; give the spec that it was made with");
        }

        var symbols = spec.Cluster.Elements.Select(ChemicalElement.Symbol).ToArray();
        var atoms = new long[layout.SpeciesCount];
        for (var species = 0; species < atoms.Length; species++)
        {
            atoms[species] = Total(RadialHistogram(vector, species, descriptor), layout.RadialOffset(species), descriptor);
        }

        if (atoms.Sum() > Reconstructor.MostAtoms)
        {
            throw new InvalidInputException(
                $"the descriptor counts {atoms.Sum()} atoms around the absorber; at most {Reconstructor.MostAtoms} can be searched, use a smaller r_max");
        }

        var radial = new int[atoms.Length][];
        for (var species = 0; species < radial.Length; species++)
        {
            radial[species] = Expand(RadialHistogram(vector, species, descriptor));
        }

        var pairs = new int[radial.Length * radial.Length][];
        for (var first = 0; first < radial.Length; first++)
        {
            for (var second = first; second < radial.Length; second++)
            {
                var offset = layout.PairOffset(first, second);
                var histogram = vector.Slice(offset, spec.PairBins.Count);
                CheckTotal(Total(histogram, offset, descriptor), atoms, first, second, symbols);
                var bins = Expand(histogram);
                CheckReach(bins, radial, first, second, symbols, spec);
                pairs[(first * radial.Length) + second] = bins;
            }
        }

        return new DescriptorCounts(radial, pairs);
    }

    private static ReadOnlySpan<float> RadialHistogram(ReadOnlySpan<float> vector, int species, PairRdf descriptor) =>
        vector.Slice(descriptor.Layout.RadialOffset(species), descriptor.Parameters.RadialBins.Count);

    private static long Total(ReadOnlySpan<float> histogram, int offset, PairRdf descriptor)
    {
        var total = 0L;
        for (var bin = 0; bin < histogram.Length; bin++)
        {
            var count = histogram[bin];
            if (!(count is >= 0.0f and <= LargestWholeCount) || count != MathF.Truncate(count))
            {
                throw new InvalidInputException(
                    $"{descriptor.Labels[offset + bin]} holds {count.ToString(CultureInfo.InvariantCulture)}, which is no count; " +
                    "a structure can be found only from plain counts (sigma 0, weight none, taper 0)");
            }

            total += (long)count;
        }

        return total;
    }

    private static int[] Expand(ReadOnlySpan<float> histogram)
    {
        var bins = new List<int>();
        for (var bin = 0; bin < histogram.Length; bin++)
        {
            bins.AddRange(Enumerable.Repeat(bin, (int)histogram[bin]));
        }

        return [.. bins];
    }

    private static void CheckTotal(long found, long[] atoms, int first, int second, string[] symbols)
    {
        var (a, b) = (atoms[first], atoms[second]);
        var expected = first == second ? a * (a - 1) / 2 : a * b;
        if (found != expected)
        {
            var radial = first == second ? $"r({symbols[first]}) counts {Counted.Of(a, "atom")}" : $"r({symbols[first]}) and r({symbols[second]}) count {a} and {b} atoms";
            throw new InvalidInputException(
                $"the counts disagree: {radial}, which make {expected} pairs, but p({symbols[first]},{symbols[second]}) counts {found}; " +
                "correct the descriptor or its spec");
        }
    }

    /// <summary>No two atoms lie farther apart than the sum of their distances to the absorber.</summary>
    private static void CheckReach(int[] bins, int[][] radial, int first, int second, string[] symbols, PairRdfSpec spec)
    {
        if (bins.Length == 0)
        {
            return;
        }

        var last = radial[second].Length - (first == second ? 2 : 1);
        var reach = spec.RadialBins.Edges[radial[first][^1] + 1] + spec.RadialBins.Edges[radial[second][last] + 1];
        var farthest = spec.PairBins.Edges[bins[^1]];
        if (farthest > reach)
        {
            throw new InvalidInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"the counts disagree: p({symbols[first]},{symbols[second]}) has a pair at {farthest:0.###} Å or more, but the radial counts allow at most {reach:0.###} Å"));
        }
    }
}
