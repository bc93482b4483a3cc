using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>The least distance in Å of each pair of elements.</summary>
public sealed class MinimumDistances
{
    /// <summary>The least that FDMNES accepts.</summary>
    private const double Smallest = 0.7;
    private const double Largest = 10.0;

    private const string OthersKey = "others";
    private const string ByRadii = "radii";

    private readonly Dictionary<ElementPair, double> _distances;
    private readonly bool _othersByRadii;
    private readonly string _source;
    private readonly double _largest;

    private MinimumDistances(Dictionary<ElementPair, double> distances, bool othersByRadii, string source)
    {
        _distances = distances;
        _othersByRadii = othersByRadii;
        _source = source;
        _largest = distances.Values.Append(othersByRadii ? LeastDistances.Largest : 0.0).Max();
    }

    /// <summary>No pair at all.</summary>
    public static MinimumDistances None { get; } = new([], false, "");

    /// <summary>Reads a mapping such as <c>{Ag-O: 1.8, O-O: 2.0}</c>; with <c>others: radii</c> pairs that are not listed have a tabulated one.</summary>
    /// <exception cref="InvalidInputException">A key is no pair or occurs twice, or a distance is not within 0.7 to 10 Å.</exception>
    public static MinimumDistances From(YamlMap map)
    {
        var faults = new FaultList(map.Source);
        var distances = new Dictionary<ElementPair, double>();
        if (map.Has(OthersKey) && map.Text(OthersKey) != ByRadii)
        {
            faults.Add($"{map.Source}: '{OthersKey}' must be '{ByRadii}': the least distances by tabulated radii");
        }

        foreach (var key in map.Keys.Where(key => key != OthersKey))
        {
            faults.Try(() =>
            {
                if (!distances.TryAdd(ElementPair.Parse(key), map.NumberBetween(key, Smallest, Largest)))
                {
                    throw new InvalidInputException($"{map.Source}: '{key}' gives a pair that is there already; remove one");
                }
            });
        }

        faults.ThrowIfAny();
        return new MinimumDistances(distances, map.Has(OthersKey), map.Source);
    }

    /// <summary>These distances, and for all other pairs of some elements a part of the sum of their covalent radii.</summary>
    /// <param name="elements">Atomic numbers.</param>
    /// <param name="part">The part of the sum.</param>
    /// <exception cref="InvalidInputException">An element has no tabulated radius.</exception>
    public MinimumDistances FilledByRadii(IReadOnlyList<int> elements, double part)
    {
        var distances = new Dictionary<ElementPair, double>(_distances);
        foreach (var pair in elements.SelectMany((first, i) => elements.Skip(i).Select(second => new ElementPair(first, second))))
        {
            distances.TryAdd(pair, Math.Max(Smallest, part * (CovalentRadii.Of(pair.Lighter) + CovalentRadii.Of(pair.Heavier))));
        }

        return new MinimumDistances(distances, _othersByRadii, _source);
    }

    /// <summary>What to add so that some pairs are all listed; null where they are.</summary>
    public string? Missing(IEnumerable<ElementPair> pairs)
    {
        ElementPair[] missing = [.. pairs.Distinct().Where(pair => !_distances.ContainsKey(pair) && !IsTabulated(pair))];
        return missing.Length == 0
            ? null
            : $"{_source}: no distance for {string.Join(", ", missing)}; add {(missing.Length == 1 ? "it" : "them")}, in Å{(_othersByRadii ? "" : $", or '{OthersKey}: {ByRadii}' for tabulated ones")}";
    }

    /// <summary>The least distance of two elements in Å.</summary>
    /// <exception cref="InvalidInputException">The pair is not listed.</exception>
    public double Of(int first, int second) =>
        _distances.TryGetValue(new ElementPair(first, second), out var distance)
            ? distance
            : IsTabulated(new ElementPair(first, second)) ? LeastDistances.Of(first, second)
            : throw new InvalidInputException(Missing([new ElementPair(first, second)])!);

    /// <summary>Whether an atom can stand at a place among others.</summary>
    public bool Admit(int atomicNumber, Vector3Double position, IReadOnlyList<(int AtomicNumber, Vector3Double Position)> others)
    {
        foreach (var (other, place) in others)
        {
            var distance = (place - position).Length;
            if (distance < _largest && distance < Of(atomicNumber, other))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsTabulated(ElementPair pair) => _othersByRadii && CovalentRadii.Has(pair.Lighter) && CovalentRadii.Has(pair.Heavier);
}
