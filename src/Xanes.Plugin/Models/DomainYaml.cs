using Xanes.Interop;
using YamlDotNet.RepresentationModel;

namespace Xanes.Plugin.Models;

/// <summary>The section <c>domain</c> of a card. A distance that never occurs in the training data is left out.</summary>
internal static class DomainYaml
{
    public static YamlNode Write(DomainOfTraining domain, IReadOnlyList<string> elements)
    {
        var bounds = domain.Bounds;
        return YamlNodes.Map(
            ("neighbours", Range(bounds.FewestAtoms, bounds.MostAtoms)),
            ("neighbours_of", YamlNodes.FlowMap(elements.Select((symbol, species) =>
                (symbol, (YamlNode)Range(bounds.FewestOfSpecies[species], bounds.MostOfSpecies[species]))))),
            ("nearest_to_absorber", Distances(elements, bounds.Nearest)),
            ("nearest_to_each_other", Distances(PairNames(elements), bounds.NearestPairs)),
            ("components", YamlNodes.List(domain.Components.Select(component => YamlNodes.Map(
                ("name", YamlNodes.Text(component.Name)),
                ("count", YamlNodes.Number(component.Count)),
                ("limit", YamlNodes.Number(component.Limit)),
                ("mean", YamlNodes.Numbers(component.Mean)),
                ("covariance", YamlNodes.Numbers(component.Covariance)))))));
    }

    public static DomainOfTraining Read(YamlMap map, string absorber, IReadOnlyList<string> elements)
    {
        var (fewestAtoms, mostAtoms) = ReadRange(map, "neighbours");
        var counts = map.Map("neighbours_of");
        var ranges = elements.Select(symbol => ReadRange(counts, symbol)).ToArray();
        var bounds = new DomainBounds(
            [.. ranges.Select(range => range.Fewest)],
            [.. ranges.Select(range => range.Most)],
            fewestAtoms,
            mostAtoms,
            ReadDistances(map.Map("nearest_to_absorber"), elements),
            ReadDistances(map.Map("nearest_to_each_other"), PairNames(elements)));
        var components = map.Maps("components").Select(component => new DomainComponent(
            component.Text("name"),
            component.Integer("count"),
            component.Number("limit"),
            component.Numbers("mean"),
            component.Numbers("covariance")));
        try
        {
            return new DomainOfTraining(absorber, elements, bounds, [.. components]);
        }
        catch (InvalidInputException fault)
        {
            throw fault.At(map.Source);
        }
    }

    private static IEnumerable<string> PairNames(IReadOnlyList<string> elements) =>
        elements.SelectMany((first, index) => elements.Skip(index).Select(second => $"{first}-{second}"));

    private static YamlSequenceNode Range(int fewest, int most) => YamlNodes.Numbers([fewest, most]);

    private static YamlMappingNode Distances(IEnumerable<string> names, double[] distances) =>
        YamlNodes.FlowMap(names.Zip(distances)
            .Where(pair => double.IsFinite(pair.Second))
            .Select(pair => (pair.First, (YamlNode)YamlNodes.Number(Math.Round(pair.Second, 6)))));

    private static (int Fewest, int Most) ReadRange(YamlMap map, string key) =>
        map.Numbers(key) is [var fewest, var most]
            ? ((int)fewest, (int)most)
            : throw new InvalidInputException($"{map.Source}: '{key}' must be a pair of numbers, the smallest and the largest");

    private static double[] ReadDistances(YamlMap map, IEnumerable<string> names) =>
        [.. names.Select(name => map.Number(name, double.PositiveInfinity))];
}
