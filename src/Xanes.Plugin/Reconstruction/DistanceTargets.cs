using Xanes.Plugin.Descriptors;

namespace Xanes.Plugin.Reconstruction;

/// <summary>
/// What the distances of the atoms sought must be. Nodes are the absorber (0) and the neighbours (1 to n) by species. The
/// distances fall into groups, one for each histogram that is not empty; sorted, the k-th distance of a group must lie in the
/// group's k-th interval. Which pair of atoms has which distance is not known: that is the search.
/// </summary>
internal sealed class DistanceTargets
{
    private readonly DistanceGroup[] _groups;
    private readonly int[] _species;
    private readonly double[] _lower;
    private readonly double[] _upper;

    private DistanceTargets(int[] species, DistanceGroup[] groups, double[] lower, double[] upper)
    {
        _species = species;
        _groups = groups;
        _lower = lower;
        _upper = upper;
    }

    /// <summary>The number of neighbours n.</summary>
    public int AtomCount => _species.Length;

    /// <summary>The number of distances, n (n + 1) / 2.</summary>
    public int DistanceCount => _lower.Length;

    /// <summary>The groups, radial ones first.</summary>
    public ReadOnlySpan<DistanceGroup> Groups => _groups;

    /// <summary>The lower edge of the bin of each sorted distance in Å, group after group.</summary>
    public ReadOnlySpan<double> Lower => _lower;

    /// <summary>The upper edge of the bin of each sorted distance in Å, group after group.</summary>
    public ReadOnlySpan<double> Upper => _upper;

    /// <summary>The species of each neighbour, ascending: node i is neighbour i - 1.</summary>
    public ReadOnlySpan<int> Species => _species;

    /// <summary>Lays the distances out.</summary>
    public static DistanceTargets From(DescriptorCounts counts, PairRdfSpec spec)
    {
        var speciesCount = spec.Cluster.Elements.Count;
        return Lay(counts, spec, [.. Enumerable.Range(0, speciesCount)]);
    }

    /// <summary>The targets of the atoms of one species alone.</summary>
    public static DistanceTargets OfSpecies(DescriptorCounts counts, PairRdfSpec spec, int species) => Lay(counts, spec, [species]);

    /// <summary>The intervals made narrower (or wider, where negative) at both ends by a share of their bins' width.</summary>
    /// <param name="margin">The share, below 0.5 for an interval of some width; 0.5 leaves the bins' centres.</param>
    /// <param name="minimumDistance">In Å: no target lies below it where its bin allows.</param>
    public DistanceIntervals Intervals(double margin, double minimumDistance = 0.0)
    {
        var lower = new float[DistanceCount];
        var upper = new float[DistanceCount];
        for (var slot = 0; slot < DistanceCount; slot++)
        {
            var width = _upper[slot] - _lower[slot];
            upper[slot] = (float)(_upper[slot] - (margin * width));
            lower[slot] = Math.Min(upper[slot], (float)Math.Max(_lower[slot] + (margin * width), minimumDistance));
        }

        return new DistanceIntervals(lower, upper);
    }

    /// <summary>The centre of each neighbour's radial bin in Å; node i has the i-th.</summary>
    public double[] RadialCentres() =>
        [.. Enumerable.Range(0, AtomCount).Select(slot => (_lower[slot] + _upper[slot]) / 2.0)];

    private static DistanceTargets Lay(DescriptorCounts counts, PairRdfSpec spec, int[] speciesUsed)
    {
        var species = speciesUsed.SelectMany(one => Enumerable.Repeat(one, counts.Radial(one).Length)).ToArray();
        var groups = new List<DistanceGroup>();
        var lower = new List<double>();
        var upper = new List<double>();
        foreach (var one in speciesUsed)
        {
            var pairs = Enumerable.Range(1, species.Length).Where(node => species[node - 1] == one).Select(node => (0, node));
            Add(pairs, counts.Radial(one), spec.RadialBins);
        }

        foreach (var first in speciesUsed)
        {
            foreach (var second in speciesUsed.Where(second => second >= first))
            {
                var pairs = from a in Enumerable.Range(1, species.Length)
                            from b in Enumerable.Range(a + 1, species.Length - a)
                            where species[a - 1] == first && species[b - 1] == second
                            select (a, b);
                Add(pairs, counts.Pairs(first, second), spec.PairBins);
            }
        }

        return new DistanceTargets(species, [.. groups], [.. lower], [.. upper]);

        void Add(IEnumerable<(int A, int B)> pairs, ReadOnlySpan<int> bins, UniformBins edges)
        {
            if (bins.IsEmpty)
            {
                return;
            }

            groups.Add(new DistanceGroup(lower.Count, [.. pairs]));
            foreach (var bin in bins)
            {
                lower.Add(edges.Edges[bin]);
                upper.Add(edges.Edges[bin + 1]);
            }
        }
    }
}
