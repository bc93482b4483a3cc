using Xanes.Interop;
using Xanes.Plugin;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Domain;
using Xanes.Plugin.Models;
using Xanes.Plugin.Structures;

namespace Xanes.Benchmarks;

/// <summary>
/// <c>domain</c>: prints how many structures are inside of a model's domain: of the test parts of its data sets, of new draws by the recipes
/// of these sets, of groups that the domain was made without, and of structures that are unlike all of them.
/// </summary>
internal static class DomainTable
{
    private const int NewDraws = 300;
    private const int NewSeed = 91;

    /// <summary>Prints the table in Markdown.</summary>
    /// <param name="idOrPath">A model's name or folder; null takes the default.</param>
    public static void Print(string? idOrPath)
    {
        var manifest = PluginManifest.Read(PluginManifest.FindFrom(AppContext.BaseDirectory)!);
        using var plugin = new XanesPlugin(manifest);
        var folder = plugin.FolderOf(idOrPath ?? manifest.DefaultModel);
        var card = ModelCardReader.ReadFolder(folder);
        var model = plugin.OpenModel(idOrPath);
        Console.WriteLine("| structures | inside | most common reason |");
        Console.WriteLine("|---|---|---|");
        var sets = card.Sources.Select(source => DataSetReader.Read(Path.GetFullPath(source.Path, folder), Split.KeyOf(card.Split))).ToArray();
        foreach (var set in sets)
        {
            PrintLine($"{set.Name}, test part", [.. set.Entries.Where(entry => entry.Part == SplitPart.Test).Select(entry => Judge(model, entry.Site))]);
        }

        foreach (var source in card.Sources)
        {
            var plan = Path.Combine(Path.GetFullPath(source.Path, folder), DataSetPlan.FileName);
            if (File.Exists(plan) || DataSetPresets.Ids.Contains(source.Name))
            {
                PrintLine($"{source.Name}, new draws", [.. Draw(plan, source.Name).Select(structure => Judge(model, new AbsorberSite(structure, 0)))]);
            }
        }

        var spec = ClusterSpec.From(card.Info.Descriptor).WithMargin(DomainOfTraining.Margin);
        foreach (var group in sets.SelectMany(set => set.Entries).Select(entry => entry.Group).OfType<string>().Distinct().Order())
        {
            PrintLine($"{group}, left out", JudgeLeftOut(sets, group, card.Info, spec));
        }

        foreach (var (name, isLike, structures) in DomainLists.All())
        {
            PrintLine(isLike ? $"{name} (like some)" : name, [.. structures.Select(structure => Judge(model, new AbsorberSite(structure, 0)))]);
        }
    }

    /// <summary>The verdicts on a group's structures of a domain that is made of all others.</summary>
    private static DomainVerdict[] JudgeLeftOut(DataSet[] sets, string group, ModelInfo info, ClusterSpec spec)
    {
        var builder = new DomainBuilder(info.Absorber, info.Elements, spec.MaximumRadius);
        var cluster = new Cluster();
        foreach (var set in sets)
        {
            foreach (var entry in set.Entries.Where(entry => entry.Group != group))
            {
                ClusterBuilder.Build(entry.Site.Structure.View, entry.Site.Absorber, spec, cluster);
                builder.Add(set.Name, entry.Group, cluster);
            }
        }

        var domain = builder.Build();
        return [.. sets.SelectMany(set => set.Entries).Where(entry => entry.Group == group).Select(entry =>
        {
            ClusterBuilder.Build(entry.Site.Structure.View, entry.Site.Absorber, spec, cluster);
            return domain.Judge(cluster);
        })];
    }

    private static IEnumerable<AtomicStructure> Draw(string plan, string preset)
    {
        var text = File.Exists(plan) ? File.ReadAllText(plan) : DataSetPresets.ReadText(preset);
        var recipe = text.Split('\n').Where(line => !line.StartsWith("seed:", StringComparison.Ordinal) && !line.StartsWith("count:", StringComparison.Ordinal));
        return DataSetPlan.Parse(Path.GetDirectoryName(plan)!, $"{string.Join('\n', recipe)}\ncount: {NewDraws}\nseed: {NewSeed}\n")
            .Jobs().Select(job => job.Structure.Cluster);
    }

    private static DomainVerdict Judge(ISpectrumModel model, AbsorberSite site)
    {
        try
        {
            return model.Predict(site.Structure.View, site.Absorber).Domain;
        }
        catch (InvalidInputException fault)
        {
            return new DomainVerdict(false, double.NaN, fault.Message);
        }
    }

    private static void PrintLine(string name, DomainVerdict[] verdicts)
    {
        var inside = verdicts.Count(verdict => verdict.IsInside);
        var reason = verdicts.Where(verdict => !verdict.IsInside).Select(verdict => verdict.Reason)
            .GroupBy(Kind).MaxBy(group => group.Count())?.First() ?? "";
        Console.WriteLine(FormattableString.Invariant($"| {name} | {inside} of {verdicts.Length}, {100.0 * inside / verdicts.Length:0.0} % | {reason} |"));
    }

    /// <summary>A reason without its numbers and names.</summary>
    private static string Kind(string reason) => new([.. reason.Where(character => !char.IsAsciiDigit(character)).Take(25)]);
}
