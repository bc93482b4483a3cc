using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>The least distance in Å of each pair of elements.</summary>
public sealed class MinimumDistances
{
    private readonly Dictionary<ElementPair, double> _distances;
    private readonly string _source;

    private MinimumDistances(Dictionary<ElementPair, double> distances, string source) => (_distances, _source) = (distances, source);

    /// <summary>Reads a mapping such as <c>{Ag-O: 1.8, O-O: 2.0}</c>.</summary>
    /// <exception cref="InvalidInputException">A key is no pair, or a distance not positive.</exception>
    public static MinimumDistances From(YamlMap map) =>
        new(
            map.Keys.ToDictionary(
                ElementPair.Parse,
                key => map.Number(key) is > 0.0 and var distance
                    ? distance
                    : throw new InvalidInputException($"{map.Source}: '{key}' must be a positive distance in Å")),
            map.Source);

    /// <summary>The least distance of two elements in Å.</summary>
    /// <exception cref="InvalidInputException">The pair is not listed.</exception>
    public double Of(int first, int second) =>
        _distances.TryGetValue(new ElementPair(first, second), out var distance)
            ? distance
            : throw new InvalidInputException(
                $"{_source}: no distance for {ChemicalElement.Symbol(first)}-{ChemicalElement.Symbol(second)}; add it, in Å");

    /// <summary>Whether an atom can stand at a place among others.</summary>
    public bool Admit(int atomicNumber, Vector3Double position, IReadOnlyList<(int AtomicNumber, Vector3Double Position)> others) =>
        others.All(other => (other.Position - position).Length >= Of(atomicNumber, other.AtomicNumber));
}
