using Xanes.Interop;
using Xanes.Plugin.Reconstruction;

namespace Xanes.Benchmarks;

/// <summary>A cluster with what was found from its descriptor.</summary>
/// <param name="Original">The cluster, absorber first.</param>
/// <param name="Found">The answer.</param>
/// <param name="Seconds">The time it took.</param>
internal sealed record ReconstructionCase(AtomicStructure Original, ReconstructedStructure Found, double Seconds)
{
    /// <summary>How far the atoms of the answer and the original are apart when laid on each other, in Å.</summary>
    public double Distance { get; } = Superposition.Of(Found.Structure, Original).Distance;

    /// <summary>The largest difference of sorted distances to the original's, in Å: those from the absorber, those of pairs.</summary>
    public (double Radial, double Pair) LargestDifference { get; } = Largest(Original, Found.Structure);

    /// <summary>The number of elements among the neighbours.</summary>
    public int ElementCount => Original.AtomicNumbers[1..].ToArray().Distinct().Count();

    private static (double Radial, double Pair) Largest(AtomicStructure first, AtomicStructure second)
    {
        var a = SortedDistances(first);
        var b = SortedDistances(second);
        var differences = a.SelectMany(entry => entry.Value.Zip(b[entry.Key], (x, y) => (entry.Key.IsRadial, Difference: Math.Abs(x - y)))).ToArray();
        return (Most(true), Most(false));

        double Most(bool radial) =>
            differences.Where(entry => entry.IsRadial == radial).Select(entry => entry.Difference).DefaultIfEmpty().Max();
    }

    private static Dictionary<(bool IsRadial, int First, int Second), List<double>> SortedDistances(AtomicStructure structure)
    {
        var groups = new Dictionary<(bool IsRadial, int First, int Second), List<double>>();
        for (var i = 0; i < structure.Count; i++)
        {
            for (var j = i + 1; j < structure.Count; j++)
            {
                var (a, b) = (structure.AtomicNumbers[i], structure.AtomicNumbers[j]);
                var key = i == 0 ? (true, b, b) : (false, Math.Min(a, b), Math.Max(a, b));
                if (!groups.TryGetValue(key, out var distances))
                {
                    groups[key] = distances = [];
                }

                distances.Add((structure.Position(i) - structure.Position(j)).Length);
            }
        }

        foreach (var distances in groups.Values)
        {
            distances.Sort();
        }

        return groups;
    }
}
