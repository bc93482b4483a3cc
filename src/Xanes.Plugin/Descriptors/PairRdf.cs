using System.Collections.Concurrent;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Descriptors;

/// <summary>
/// The descriptor of the paper: histograms of the neighbours' distances to the absorber and of their distances to each other,
/// by element (docs/descriptor.md), as a vector and as the input <c>descriptor</c> of a model.
/// </summary>
public sealed class PairRdf : IDescriptor, IFeaturiser
{
    /// <summary>The number of sites that a thread takes at once where many are described.</summary>
    private const int SitesAtOnce = 16;

    private readonly PairRdfSpec _parameters;
    private readonly PairRdfLayout _layout;
    private readonly ConcurrentBag<PairSpreader> _idleSpreaders = [];
    private readonly GaussianKernel? _radialKernel;
    private readonly GaussianKernel? _pairKernel;
    private readonly Lazy<string[]> _labels;

    /// <summary>Makes the descriptor of a spec.</summary>
    /// <exception cref="InvalidInputException">The spec is not valid.</exception>
    public PairRdf(DescriptorSpec spec)
    {
        Spec = spec;
        _parameters = PairRdfSpec.From(spec);
        _layout = new PairRdfLayout(_parameters);
        _labels = new Lazy<string[]>(() => PairRdfLayout.Labels(_parameters));
        if (_parameters.Sigma > 0.0)
        {
            _radialKernel = new GaussianKernel(_parameters.RadialBins, _parameters.Sigma);
            _pairKernel = new GaussianKernel(_parameters.PairBins, _parameters.Sigma);
        }
    }

    /// <inheritdoc cref="IDescriptor.Spec"/>
    public DescriptorSpec Spec { get; }

    /// <summary>The checked parameters.</summary>
    public PairRdfSpec Parameters => _parameters;

    /// <summary>Where each histogram stands in the vector.</summary>
    public PairRdfLayout Layout => _layout;

    /// <inheritdoc/>
    public ClusterSpec ClusterSpec => _parameters.Cluster;

    /// <inheritdoc/>
    public int BatchSize => 64;

    /// <inheritdoc/>
    public int Length => _layout.Length;

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels => _labels.Value;

    /// <inheritdoc/>
    public DescriptorTally Describe(StructureView structure, int absorber, Span<float> destination) =>
        Describe(structure, absorber, null, destination);

    private DescriptorTally Describe(StructureView structure, int absorber, AtomBoxes? boxes, Span<float> destination)
    {
        if (destination.Length != Length)
        {
            throw new InvalidInputException($"the descriptor has {Length} values, the destination {destination.Length}");
        }

        var cluster = PairScratch.OfThread.Cluster;
        ClusterBuilder.Build(structure, absorber, ClusterSpec, cluster, boxes);
        return Describe(cluster, structure, destination);
    }

    /// <inheritdoc/>
    public IReadOnlyList<InvalidInputException> DescribeMany(
        ISiteList sites, Memory<float> destination, Memory<DescriptorTally> tallies = default, BatchOptions? options = null)
    {
        if (destination.Length != (long)sites.Count * Length || tallies.Length != (tallies.IsEmpty ? 0 : sites.Count))
        {
            throw new InvalidInputException(
                $"{sites.Count} descriptors have {(long)sites.Count * Length} values and {sites.Count} tallies, " +
                $"the destinations {destination.Length} and {tallies.Length}");
        }

        options ??= BatchOptions.Default;
        var sharedBoxes = new SharedBoxes(sites, ClusterSpec);
        return SiteBatches.Run(sites.Count, SitesAtOnce, options, (first, count, faults) =>
        {
            SiteBoxes? boxes = null;
            for (var site = first; site < first + count; site++)
            {
                options.Cancellation.ThrowIfCancellationRequested();
                var vector = destination.Span.Slice(site * Length, Length);
                var tally = default(DescriptorTally);
                try
                {
                    var structure = sites.Structure(site);
                    boxes = sharedBoxes.For(site, structure, boxes);
                    tally = Describe(structure, sites.Absorber(site), boxes?.Boxes, vector);
                }
                catch (InvalidInputException fault)
                {
                    vector.Fill(float.NaN);
                    faults.Add(site, fault);
                }

                if (!tallies.IsEmpty)
                {
                    tallies.Span[site] = tally;
                }
            }
        });
    }

    /// <summary>Writes the vector of a cluster that was cut by <see cref="ClusterSpec"/>.</summary>
    /// <param name="cluster">The atoms around the absorber.</param>
    /// <param name="structure">The structure that the cluster was cut from, to name atoms in messages.</param>
    /// <param name="destination">Takes <see cref="Length"/> values; overwritten.</param>
    /// <exception cref="InvalidInputException">Atoms closer than 0.5 Å.</exception>
    public DescriptorTally Describe(Cluster cluster, StructureView structure, Span<float> destination)
    {
        var scratch = PairScratch.OfThread;
        scratch.MakeRoom(cluster.Count);
        var below = _parameters.IsCounts
            ? Count(cluster, structure, scratch, destination)
            : Spread(cluster, structure, scratch, destination);
        return new DescriptorTally(cluster.Count, cluster.Ignored, below);
    }

    /// <inheritdoc/>
    public FeatureBatch NewBatch(int capacity) => new PairRdfBatch(this, capacity);

    private int Count(Cluster cluster, StructureView structure, PairScratch scratch, Span<float> vector)
    {
        vector.Clear();
        var radialBelow = PairCounter.CountRadial(cluster, _parameters, _layout, vector);
        var pairsBelow = PairCounter.CountPairs(cluster, _parameters, _layout, scratch, vector);
        if (pairsBelow > 0 || HasPairsBelow(ClusterBuilder.OverlapDistance, vector))
        {
            OverlapSearch.ThrowIfAny(cluster, structure);
        }

        return radialBelow + pairsBelow;
    }

    private int Spread(Cluster cluster, StructureView structure, PairScratch scratch, Span<float> vector)
    {
        // A spreader that a fault left half filled is not put back.
        var spreader = _idleSpreaders.TryTake(out var idle) ? idle : new PairSpreader(_parameters, _layout, _radialKernel, _pairKernel);
        var below = spreader.Spread(cluster, structure, scratch, vector);
        _idleSpreaders.Add(spreader);
        return below;
    }

    private bool HasPairsBelow(double distance, ReadOnlySpan<float> vector)
    {
        var bins = _parameters.PairBins.BinsBelow(distance);
        for (var offset = _layout.SpeciesCount * _parameters.RadialBins.Count; offset < vector.Length; offset += _parameters.PairBins.Count)
        {
            if (vector.Slice(offset, bins).ContainsAnyExcept(0.0f))
            {
                return true;
            }
        }

        return false;
    }
}
