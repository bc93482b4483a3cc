using Xanes.Interop;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Files;

namespace Xanes.Plugin.Datasets;

/// <summary>Copies what a preset names into a data set's folder, so that the folder can be moved and holds all that it was made from.</summary>
internal static class PlanFiles
{
    private const string SourcesKey = "sources";

    /// <summary>Copies protocol and structure files into a folder.</summary>
    /// <param name="plan">The preset's YAML with count and seed.</param>
    /// <param name="sources">Structure files; where there are none, those that the preset names.</param>
    /// <param name="planFolder">The folder that the preset's paths count from.</param>
    /// <param name="folder">The data set's folder.</param>
    /// <returns>The plan's YAML, which names the copies.</returns>
    /// <exception cref="InvalidInputException">A file is missing or not valid, or two structure files have one name.</exception>
    public static string CopyInto(string plan, IReadOnlyList<string> sources, string planFolder, NewFolder folder)
    {
        var map = YamlMap.Parse(plan, DataSetPlan.FileName);
        var own = CopyProtocol(PlanText.Without(plan, HeldProtocol.FileHashKey, HeldProtocol.CalculationKey), map, planFolder, folder);
        string[] files =
        [
            .. sources.Count > 0 || !map.Has(SourcesKey) ? sources : map.Texts(SourcesKey).Select(file => Path.Combine(planFolder, file)),
        ];
        return files.Length == 0 ? own : CopySources(own, files, folder);
    }

    private static string CopyProtocol(string plan, YamlMap map, string planFolder, NewFolder folder)
    {
        var named = map.Has(HeldProtocol.Key) ? map.Text(HeldProtocol.Key) : throw new InvalidInputException(
            $"the preset names no protocol; give one with --protocol ({string.Join(", ", FdmnesProtocols.Ids)}, or a file that 'xanes protocol new' made)");
        var place = FdmnesProtocols.Ids.Contains(named) ? named : Path.Combine(planFolder, named);
        var text = FdmnesProtocols.ReadText(place);
        var protocol = FdmnesProtocol.From(YamlMap.Parse(text, $"protocol {place}"));
        folder.Write(HeldProtocol.FileName, path => DurableFile.WriteText(path, text));
        return PlanText.With(plan, HeldProtocol.Key, HeldProtocol.PlanLines(text, protocol));
    }

    private static string CopySources(string plan, string[] files, NewFolder folder)
    {
        if (files.GroupBy(file => Path.GetFileName(file)).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            throw new InvalidInputException($"{string.Join(" and ", same)}: have one name; rename one");
        }

        foreach (var file in files)
        {
            if (!File.Exists(file))
            {
                throw new InvalidInputException($"{file}: no such file; give structure files");
            }

            folder.Write(Path.Combine(SourcesKey, Path.GetFileName(file)), path => File.Copy(file, path));
        }

        var names = files.Select(file => $"'{SourcesKey}/{Path.GetFileName(file).Replace("'", "''", StringComparison.Ordinal)}'");
        return PlanText.With(plan, SourcesKey, $"{SourcesKey}: [{string.Join(", ", names)}]\n");
    }
}
