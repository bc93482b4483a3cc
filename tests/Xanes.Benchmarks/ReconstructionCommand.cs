using System.CommandLine;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Benchmarks;

/// <summary>
/// <c>reconstruction</c>: describes the clusters of a data set and finds them back from their descriptors, one after the other on
/// all cores, and prints how often that succeeds and how long it takes, by number of atoms and by number of elements.
/// </summary>
internal static class ReconstructionCommand
{
    private static readonly Argument<string> Structures = new("STRUCTURES") { Description = "The clusters, absorber first, all of O, Si and Ag" };

    private static readonly Option<int> PerSize = new("--per-size")
    {
        Description = "The number of clusters of each number of atoms",
        DefaultValueFactory = _ => 40,
    };

    private static readonly Option<int> Skip = new("--skip") { Description = "The first clusters of each number of atoms to pass over" };

    private static readonly Option<int> Smallest = new("--smallest") { Description = "The least number of atoms", DefaultValueFactory = _ => 3 };

    private static readonly Option<int> Largest = new("--largest") { Description = "The greatest number of atoms", DefaultValueFactory = _ => 11 };

    private static readonly Option<double> RadialBin = new("--radial-bin") { Description = "Å", DefaultValueFactory = _ => 0.05 };

    private static readonly Option<double> PairBin = new("--pair-bin") { Description = "Å", DefaultValueFactory = _ => 0.1 };

    private static readonly Option<double> TimeLimit = new("--time-limit") { Description = "Seconds for each", DefaultValueFactory = _ => 10.0 };

    private static readonly Option<int> Solutions = new("--solutions")
    {
        Description = "Look for so many different structures; the nearest to the original is told",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<bool> Refine = new("--refine") { Description = "Move distances to the middle of their bins" };

    private static readonly Option<double> RefineToSigma = new("--refine-to-sigma")
    {
        Description = "Refine to the vector smeared by this width in Å, atoms weighted by inverse distance; 0: do not",
    };

    private static readonly Option<bool> TwoStage = new("--two-stage") { Description = "Search the paper's way" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("reconstruction", "How often and how fast clusters are found back from their descriptors")
        {
            Structures, PerSize, Skip, Smallest, Largest, RadialBin, PairBin, TimeLimit, Solutions, Refine, RefineToSigma, TwoStage,
        };
        command.SetAction(Print);
        return command;
    }

    private static void Print(ParseResult arguments)
    {
        var options = new ReconstructionOptions
        {
            Method = arguments.GetValue(TwoStage) ? ReconstructionMethod.TwoStage : ReconstructionMethod.Joint,
            TimeLimit = TimeSpan.FromSeconds(arguments.GetValue(TimeLimit)),
            MaximumSolutions = arguments.GetValue(Solutions),
            Refine = arguments.GetValue(Refine),
        };
        var spec = DescriptorSpec.Parse("kind: pair-rdf\nelements: [O, Si, Ag]\nr_max: 5.0\nabsorber: Ag\nunlisted: error\n")
            .With("radial_bin", arguments.GetValue(RadialBin))
            .With("pair_bin", arguments.GetValue(PairBin));
        var bySize = StructureReader.Read(arguments.GetRequiredValue(Structures)).Select(frame => frame.Structure).ToLookup(cluster => cluster.Count);
        var sigma = arguments.GetValue(RefineToSigma);
        var smeared = sigma > 0.0 ? spec.With("sigma", sigma).With("weight", "inverse-distance") : null;
        var smallest = arguments.GetValue(Smallest);
        ReconstructionCase.Run(bySize[smallest].First(), spec, smeared, options);

        var table = new ReconstructionTable("atoms", Console.Out);
        var cases = new List<ReconstructionCase>();
        for (var size = smallest; size <= arguments.GetValue(Largest); size++)
        {
            var chosen = bySize[size].Skip(arguments.GetValue(Skip)).Take(arguments.GetValue(PerSize));
            ReconstructionCase[] found = [.. chosen.Select(cluster => ReconstructionCase.Run(cluster, spec, smeared, options))];
            table.AddLine($"{size}", found);
            cases.AddRange(found);
        }

        table.AddLine("up to 8", [.. cases.Where(one => one.Original.Count <= 8)]);
        table.AddLine("all", cases);
        Console.WriteLine();
        table = new ReconstructionTable("elements around the absorber", Console.Out);
        foreach (var group in cases.GroupBy(one => one.Elements).OrderBy(group => group.Key.Length).ThenBy(group => group.Key))
        {
            table.AddLine(group.Key, [.. group]);
        }
    }
}
