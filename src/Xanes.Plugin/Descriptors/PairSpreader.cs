using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Descriptors;

/// <summary>Fills the vector with counts that are spread by a Gaussian, weighted, or both. For one thread at a time.</summary>
internal sealed class PairSpreader
{
    private readonly PairRdfSpec _spec;
    private readonly PairRdfLayout _layout;
    private readonly WeightedHistogram[] _radial;
    private readonly WeightedHistogram[] _pairs;

    /// <summary>Makes the histograms of a spec.</summary>
    /// <param name="spec">The descriptor's parameters.</param>
    /// <param name="layout">Where each histogram stands.</param>
    /// <param name="radialKernel">Spreads the radial counts; null where they are not spread.</param>
    /// <param name="pairKernel">Spreads the pair counts; null where they are not spread.</param>
    public PairSpreader(PairRdfSpec spec, PairRdfLayout layout, GaussianKernel? radialKernel, GaussianKernel? pairKernel)
    {
        _spec = spec;
        _layout = layout;
        _radial = new WeightedHistogram[layout.SpeciesCount];
        _pairs = new WeightedHistogram[layout.SpeciesCount * layout.SpeciesCount];
        for (var first = 0; first < layout.SpeciesCount; first++)
        {
            _radial[first] = Histogram(spec.RadialBins, radialKernel);
            for (var second = first; second < layout.SpeciesCount; second++)
            {
                _pairs[(first * layout.SpeciesCount) + second] = Histogram(spec.PairBins, pairKernel);
            }
        }
    }

    /// <summary>Writes the vector of a cluster.</summary>
    /// <returns>The number of distances below the first bin.</returns>
    /// <exception cref="InvalidInputException">Atoms closer than 0.5 Å; the histograms are then half filled.</exception>
    public int Spread(Cluster cluster, StructureView structure, PairScratch scratch, Span<float> vector)
    {
        var weights = scratch.Weights.AsSpan(0, cluster.Count);
        FindWeights(cluster.Radius, weights);
        var below = AddRadial(cluster, weights) + AddPairs(cluster, structure, weights, scratch.Distances);
        for (var first = 0; first < _layout.SpeciesCount; first++)
        {
            _radial[first].Write(vector.Slice(_layout.RadialOffset(first), _spec.RadialBins.Count));
            for (var second = first; second < _layout.SpeciesCount; second++)
            {
                _pairs[(first * _layout.SpeciesCount) + second].Write(
                    vector.Slice(_layout.PairOffset(first, second), _spec.PairBins.Count));
            }
        }

        return below;
    }

    private static WeightedHistogram Histogram(UniformBins bins, GaussianKernel? kernel) =>
        kernel is null ? new PlainHistogram(bins) : new MomentHistogram(kernel);

    private void FindWeights(ReadOnlySpan<double> radius, Span<double> weights)
    {
        if (_spec.Weight.IsUnity)
        {
            weights.Fill(1.0);
            return;
        }

        for (var atom = 0; atom < radius.Length; atom++)
        {
            weights[atom] = _spec.Weight.At(radius[atom]);
        }
    }

    private int AddRadial(Cluster cluster, ReadOnlySpan<double> weights)
    {
        var below = 0;
        for (var species = 0; species < _layout.SpeciesCount; species++)
        {
            var atoms = cluster.Start(species)..cluster.Start(species + 1);
            below += Add(_radial[species], cluster.Radius[atoms], weights[atoms], 1.0);
        }

        return below;
    }

    private int AddPairs(Cluster cluster, StructureView structure, ReadOnlySpan<double> weights, double[] distances)
    {
        var below = 0;
        var closest = double.PositiveInfinity;
        for (var first = 0; first < _layout.SpeciesCount; first++)
        {
            for (var row = cluster.Start(first); row < cluster.Start(first + 1); row++)
            {
                closest = Math.Min(closest, PairDistances.FromRow(cluster, row, distances));
                for (var second = first; second < _layout.SpeciesCount; second++)
                {
                    var begin = Math.Max(row + 1, cluster.Start(second));
                    var count = cluster.Start(second + 1) - begin;
                    var ofRow = distances.AsSpan(begin - row - 1, count);
                    below += Add(_pairs[(first * _layout.SpeciesCount) + second], ofRow, weights.Slice(begin, count), weights[row]);
                }
            }
        }

        if (closest < ClusterBuilder.OverlapDistance)
        {
            OverlapSearch.ThrowIfAny(cluster, structure);
        }

        return below;
    }

    /// <summary>Adds the counts that lie in the bins and tells how many lie below them.</summary>
    private int Add(WeightedHistogram histogram, ReadOnlySpan<double> distances, ReadOnlySpan<double> weights, double factor)
    {
        var minimum = _spec.RadialBins.Minimum;
        if (minimum == 0.0)
        {
            histogram.Add(distances, weights, factor);
            return 0;
        }

        var below = 0;
        for (var i = 0; i < distances.Length; i++)
        {
            if (distances[i] < minimum)
            {
                below++;
            }
            else
            {
                histogram.Add(distances.Slice(i, 1), weights.Slice(i, 1), factor);
            }
        }

        return below;
    }
}
