using Xanes.Interop;
using Xanes.Plugin.Descriptors;
using Xanes.Plugin.Reconstruction;

namespace Xanes.Benchmarks;

/// <summary>A cluster with what was found from its descriptor.</summary>
/// <param name="Original">The cluster, absorber first.</param>
/// <param name="Found">The answers, best first.</param>
/// <param name="Seconds">The time it took.</param>
/// <param name="LargestDifference">The largest difference of sorted distances of the best to the original's, in bin widths.</param>
internal sealed record ReconstructionCase(AtomicStructure Original, IReadOnlyList<ReconstructedStructure> Found, double Seconds, double LargestDifference)
{
    /// <summary>How well the best agrees with the descriptor.</summary>
    public ReconstructionVerdict Verdict => Found[0].Verdict;

    /// <summary>How far the atoms of the nearest answer are from the original's when laid on them, in Å (root mean square).</summary>
    public double Distance { get; } = Found.Min(one => Superposition.Of(one.Structure, Original).Distance);

    /// <summary>The symbols of the elements around the absorber.</summary>
    public string Elements => string.Join(", ", Original.AtomicNumbers[1..].ToArray().Distinct().Order().Select(ChemicalElement.Symbol));

    /// <summary>Describes a cluster and finds it back.</summary>
    /// <param name="cluster">The cluster, absorber first.</param>
    /// <param name="spec">The spec of the counts.</param>
    /// <param name="smeared">The spec of the smeared vector to refine to, which chooses one answer; null for none.</param>
    /// <param name="options">How to search.</param>
    public static ReconstructionCase Run(AtomicStructure cluster, DescriptorSpec spec, DescriptorSpec? smeared, ReconstructionOptions options)
    {
        var target = smeared is null ? null : new DescriptorTarget(Describe(cluster, smeared), smeared);
        var result = Reconstructor.Reconstruct(Describe(cluster, spec), spec, options with { RefineTo = target });
        return new ReconstructionCase(
            cluster, smeared is null ? result.Solutions : [result.Best], result.Elapsed.TotalSeconds, Largest(cluster, result.Best.Structure, PairRdfSpec.From(spec)));
    }

    private static float[] Describe(AtomicStructure cluster, DescriptorSpec spec)
    {
        var descriptor = new PairRdf(spec);
        var vector = new float[descriptor.Length];
        descriptor.Describe(cluster.View, 0, vector);
        return vector;
    }

    private static double Largest(AtomicStructure first, AtomicStructure second, PairRdfSpec spec)
    {
        var others = SortedDistances(second);
        var differences = from histogram in SortedDistances(first)
                          let width = histogram.Key.IsRadial ? spec.RadialBins.Width : spec.PairBins.Width
                          from pair in histogram.Value.Zip(others[histogram.Key])
                          select Math.Abs(pair.First - pair.Second) / width;
        return differences.DefaultIfEmpty().Max();
    }

    private static Dictionary<(bool IsRadial, int First, int Second), double[]> SortedDistances(AtomicStructure structure)
    {
        var distances = from i in Enumerable.Range(0, structure.Count)
                        from j in Enumerable.Range(i + 1, structure.Count - i - 1)
                        let a = structure.AtomicNumbers[i]
                        let b = structure.AtomicNumbers[j]
                        let histogram = i == 0 ? (true, b, b) : (false, Math.Min(a, b), Math.Max(a, b))
                        group (structure.Position(i) - structure.Position(j)).Length by histogram;
        return distances.ToDictionary(group => group.Key, group => group.Order().ToArray());
    }
}
