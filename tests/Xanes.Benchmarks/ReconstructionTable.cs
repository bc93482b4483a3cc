using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Descriptors;
using Xanes.Plugin.Reconstruction;
using Xanes.Plugin.Structures;

namespace Xanes.Benchmarks;

/// <summary>
/// Describes the clusters of a data set and finds them back from their descriptors, one after the other on all cores, and
/// prints how often that succeeds and how long it takes, by number of atoms and by number of elements.
/// </summary>
internal static class ReconstructionTable
{
    private const string Usage = "reconstruction STRUCTURES.extxyz [CLUSTERS-PER-SIZE=40] [joint|two-stage] [SMALLEST=3] [LARGEST=11] [TIME-LIMIT-S=10]";

    private static readonly DescriptorSpec Spec =
        DescriptorSpec.Parse("kind: pair-rdf\nelements: [O, Si, Ag]\nr_max: 5.0\nabsorber: Ag\nunlisted: error\n");

    /// <summary>Runs the measurement that the arguments describe.</summary>
    /// <returns>The exit status.</returns>
    public static int Print(ReadOnlySpan<string> arguments)
    {
        if (arguments.IsEmpty)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var perSize = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 40;
        var method = arguments.Length > 2 && arguments[2] == "two-stage" ? ReconstructionMethod.TwoStage : ReconstructionMethod.Joint;
        var smallest = arguments.Length > 3 ? int.Parse(arguments[3], CultureInfo.InvariantCulture) : 3;
        var largest = arguments.Length > 4 ? int.Parse(arguments[4], CultureInfo.InvariantCulture) : 11;
        var seconds = arguments.Length > 5 ? double.Parse(arguments[5], CultureInfo.InvariantCulture) : 10.0;
        var options = new ReconstructionOptions { Method = method, TimeLimit = TimeSpan.FromSeconds(seconds) };

        var clusters = StructureReader.Read(arguments[0]).Select(frame => frame.Structure).ToArray();
        Find(clusters.First(cluster => cluster.Count == smallest), options);
        var cases = new List<ReconstructionCase>();
        Header("atoms");
        for (var size = smallest; size <= largest; size++)
        {
            var found = clusters.Where(cluster => cluster.Count == size).Take(perSize).Select(cluster => Find(cluster, options)).ToArray();
            Line(size.ToString(CultureInfo.InvariantCulture), found);
            cases.AddRange(found);
        }

        Line($"to {Math.Min(8, largest)}", [.. cases.Where(one => one.Original.Count <= 8)]);
        Line("all", [.. cases]);
        Console.WriteLine();
        Header("elements");
        foreach (var group in cases.GroupBy(one => one.ElementCount).OrderBy(group => group.Key))
        {
            Line(group.Key.ToString(CultureInfo.InvariantCulture), [.. group]);
        }

        return 0;
    }

    private static ReconstructionCase Find(AtomicStructure cluster, ReconstructionOptions options)
    {
        var descriptor = new PairRdf(Spec);
        var counts = new float[descriptor.Length];
        descriptor.Describe(cluster.View, 0, counts);
        var result = Reconstructor.Reconstruct(counts, Spec, options);
        return new ReconstructionCase(cluster, result.Best, result.Elapsed.TotalSeconds);
    }

    private static void Header(string first)
    {
        Console.WriteLine($"| {first} | clusters | every count equal | equal or near | distances within 1 bin | within 1.1 bins | superposes within 0.1 Å | median s | 95 % s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
    }

    private static void Line(string label, ReconstructionCase[] cases)
    {
        if (cases.Length == 0)
        {
            return;
        }

        var seconds = cases.Select(one => one.Seconds).Order().ToArray();
        var cells = new[]
        {
            label,
            cases.Length.ToString(CultureInfo.InvariantCulture),
            Share(one => one.Found.Verdict == ReconstructionVerdict.Exact),
            Share(one => one.Found.Verdict != ReconstructionVerdict.None),
            Share(one => one.LargestDifference is { Radial: <= 0.05, Pair: <= 0.1 }),
            Share(one => one.LargestDifference is { Radial: <= 0.055, Pair: <= 0.11 }),
            Share(one => one.Distance <= 0.1),
            Seconds(0.5),
            Seconds(0.95),
        };
        Console.WriteLine($"| {string.Join(" | ", cells)} |");

        string Share(Func<ReconstructionCase, bool> holds) =>
            string.Create(CultureInfo.InvariantCulture, $"{100.0 * cases.Count(holds) / cases.Length:0.#} %");

        string Seconds(double share) =>
            seconds[(int)Math.Ceiling(share * seconds.Length) - 1].ToString("0.000", CultureInfo.InvariantCulture);
    }
}
