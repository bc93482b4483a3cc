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
            ("groups", YamlNodes.List(domain.Groups.Select(group => WriteGroup(group, domain.Classes)))));
    }

    private static YamlNode WriteGroup(DomainGroup group, ElementClasses classes)
    {
        var pairs = new List<(string, YamlNode)>
        {
            ("name", YamlNodes.Text(group.Name)),
            ("count", YamlNodes.Number(group.Count)),
            ("limit", YamlNodes.Number(group.Limit)),
        };
        if (!group.Columns.IsAll)
        {
            pairs.Add(("elements", YamlNodes.FlowList(group.Columns.Own.Select(kind => YamlNodes.Text(classes.Names[kind])))));
        }

        pairs.Add(("references", YamlNodes.Text(Convert.ToBase64String(group.References))));
        if (group.Rarity is { } rarity)
        {
            pairs.Add(("rarity", YamlNodes.Text(Convert.ToBase64String(rarity.Bytes))));
        }

        return YamlNodes.Map([.. pairs]);
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
        var own = ReadOwn(map, classes);
        var columns = new KindColumns(own, classes.Count);
        var (limit, references) = (map.Number("limit"), ReadBytes(map, "references"));
        if (!(limit > 0.0) || references.Length == 0 || references.Length % columns.Count != 0 || steps.Length != fingerprint.Length)
        {
            throw Fault(map, "references");
        }

        var rarity = map.Has("rarity") ? ReadBytes(map, "rarity") : null;
        return rarity is null || rarity.Length == own.Count * RarityTable.Points
            ? new DomainGroup(
                map.Text("name"),
                map.Integer("count"),
                limit,
                columns,
                references,
                columns.Take(steps, missing: 1.0),
                rarity is null ? null : new RarityTable(fingerprint, classes, own, rarity))
            : throw Fault(map, "rarity");
    }

    private static List<int> ReadOwn(YamlMap map, ElementClasses classes)
    {
        if (!map.Has("elements"))
        {
            return [.. Enumerable.Range(0, classes.Count)];
        }

        var own = map.Texts("elements").Select(name => classes.Names.ToList().IndexOf(name)).ToList();
        return own.Contains(-1) || !own.SequenceEqual(own.Distinct().Order()) ? throw Fault(map, "elements") : own;
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
