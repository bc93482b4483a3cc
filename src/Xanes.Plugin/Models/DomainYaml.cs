using Xanes.Interop;
using Xanes.Plugin.Domain;
using YamlDotNet.RepresentationModel;

namespace Xanes.Plugin.Models;

/// <summary>
/// The section <c>domain</c> of a card. A distance that never occurs in the training data is left out; reference points and tables of
/// rarity are bytes in base64.
/// </summary>
internal static class DomainYaml
{
    private const string Remedy = "make it again with 'xanes models renew'";

    public static YamlNode Write(DomainOfTraining domain)
    {
        var bounds = domain.Bounds;
        return YamlNodes.Map(
            ("neighbours", YamlNodes.Numbers([bounds.FewestAtoms, bounds.MostAtoms])),
            ("nearest_neighbour", YamlNodes.Number(Math.Round(bounds.FarthestNearest, 6))),
            ("nearest_to_absorber", Distances(domain.Elements, bounds.Nearest)),
            ("nearest_to_each_other", Distances(domain.Classes.PairNames, bounds.NearestPairs)),
            ("steps", YamlNodes.Numbers(domain.Steps)),
            ("groups", YamlNodes.List(domain.Groups.Select(group => YamlNodes.Map(
                ("name", YamlNodes.Text(group.Name)),
                ("count", YamlNodes.Number(group.Count)),
                ("limit", YamlNodes.Number(group.Limit)),
                ("references", YamlNodes.Text(Convert.ToBase64String(group.References))),
                ("rarity", YamlNodes.Text(Convert.ToBase64String(group.Rarity.Bytes))))))));
    }

    public static DomainOfTraining Read(YamlMap map, string absorber, IReadOnlyList<string> elements, double cutoff)
    {
        if (!map.Has("groups"))
        {
            throw new InvalidInputException($"{map.Source}: its domain is of an earlier release; {Remedy}");
        }

        var classes = new ElementClasses(elements);
        var fingerprint = new Fingerprint(cutoff, classes);
        var steps = map.Numbers("steps");
        var groups = map.Maps("groups").Select(group => ReadGroup(group, fingerprint, classes, steps)).ToArray();
        if (steps.Length != fingerprint.Length || !steps.All(step => step > 0.0) || groups.Length == 0)
        {
            throw Fault(map, "steps");
        }

        var (fewest, most) = map.Numbers("neighbours") is [var first, var second] ? ((int)first, (int)second) : throw Fault(map, "neighbours");
        var bounds = new DomainBounds(
            fewest,
            most,
            map.Number("nearest_neighbour"),
            ReadDistances(map.Map("nearest_to_absorber"), elements),
            ReadDistances(map.Map("nearest_to_each_other"), classes.PairNames));
        return new DomainOfTraining(absorber, elements, cutoff, bounds, steps, groups);
    }

    private static DomainGroup ReadGroup(YamlMap map, Fingerprint fingerprint, ElementClasses classes, double[] steps)
    {
        var (limit, references, rarity) = (map.Number("limit"), ReadBytes(map, "references"), ReadBytes(map, "rarity"));
        if (!(limit > 0.0) || references.Length == 0 || references.Length % fingerprint.Length != 0 || steps.Length != fingerprint.Length)
        {
            throw Fault(map, "references");
        }

        return rarity.Length == classes.Count * RarityTable.Points
            ? new DomainGroup(map.Text("name"), map.Integer("count"), limit, references, steps, new RarityTable(fingerprint, classes, rarity))
            : throw Fault(map, "rarity");
    }

    private static byte[] ReadBytes(YamlMap map, string key)
    {
        var text = map.Text(key);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : throw Fault(map, key);
    }

    private static InvalidInputException Fault(YamlMap map, string key) =>
        new($"{map.Source}: '{key}' of the domain does not fit the descriptor; {Remedy}");

    private static YamlMappingNode Distances(IEnumerable<string> names, double[] distances) =>
        YamlNodes.FlowMap(names.Zip(distances)
            .Where(pair => double.IsFinite(pair.Second))
            .Select(pair => (pair.First, (YamlNode)YamlNodes.Number(Math.Round(pair.Second, 6)))));

    private static double[] ReadDistances(YamlMap map, IEnumerable<string> names) =>
        [.. names.Select(name => map.Number(name, double.PositiveInfinity))];
}
