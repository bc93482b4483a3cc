using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>The parameters that random clusters are drawn from.</summary>
public sealed record ClusterRecipe
{
    private ClusterRecipe(YamlMap map, int absorber)
    {
        Absorber = absorber;
        var wanted = map.Has("elements") ? map.Texts("elements").Select(ChemicalElement.AtomicNumber).ToHashSet() : null;
        var ranges = map.Map("atoms");
        Counts =
        [
            .. ranges.Keys.Select(key => ReadRange(ranges, key))
                .Where(range => wanted is null || wanted.Contains(range.AtomicNumber) || range.AtomicNumber == absorber)
                .OrderBy(range => range.AtomicNumber),
        ];
        if (wanted?.FirstOrDefault(element => Counts.All(range => range.AtomicNumber != element)) is > 0 and var missing)
        {
            throw new InvalidInputException($"{map.Source}: 'atoms' has no range for {ChemicalElement.Symbol(missing)}; add it");
        }

        AtLeastOneOf = [.. map.Texts("at_least_one_of").Select(ChemicalElement.AtomicNumber)];
        Windows = [.. map.Maps("windows").Select(window => new DistanceWindow(window.Number("share"), window.Number("to")))];
        if (Math.Abs(Windows.Sum(window => window.Share) - 1.0) > 1e-9 || Windows.Any(window => window.Share <= 0.0))
        {
            throw new InvalidInputException($"{map.Source}: the shares of 'windows' must be positive and add up to 1");
        }

        Distances = MinimumDistances.From(map.Map("minimum_distances"));
        Rounding = map.Number("rounding", 0.01);
        Seed = map.Integer("seed");
        Count = map.Integer("count");
    }

    /// <summary>The absorber's atomic number.</summary>
    public int Absorber { get; }

    /// <summary>How many atoms of each element, the absorber itself not counted.</summary>
    public IReadOnlyList<(int AtomicNumber, int Least, int Most)> Counts { get; }

    /// <summary>Elements of which a cluster has at least one atom.</summary>
    public IReadOnlyList<int> AtLeastOneOf { get; }

    /// <summary>Where the atoms stand.</summary>
    public IReadOnlyList<DistanceWindow> Windows { get; }

    /// <summary>The least distances.</summary>
    public MinimumDistances Distances { get; }

    /// <summary>Coordinates are multiples of this length in Å.</summary>
    public double Rounding { get; }

    /// <summary>The seed of the random numbers.</summary>
    public int Seed { get; }

    /// <summary>The number of clusters wanted.</summary>
    public int Count { get; }

    /// <summary>Reads the parameters from a data set's plan.</summary>
    /// <exception cref="InvalidInputException">A key is missing or not valid.</exception>
    public static ClusterRecipe From(YamlMap map, int absorber) => new(map, absorber);

    /// <summary>Whether numbers of atoms, in the order of <see cref="Counts"/>, make a cluster.</summary>
    public bool Admits(IReadOnlyList<int> numbers) =>
        Counts.Zip(numbers).Any(pair => pair.Second > 0 && AtLeastOneOf.Contains(pair.First.AtomicNumber));

    /// <summary>The distance in Å to the absorber of two numbers from 0 to 1: for the window, and within it.</summary>
    public double Distance(int atomicNumber, double window, double within)
    {
        var least = Distances.Of(Absorber, atomicNumber);
        var sum = 0.0;
        var chosen = Windows.FirstOrDefault(candidate => (sum += candidate.Share) > window) ?? Windows[^1];
        return least + (within * (chosen.To - least));
    }

    private static (int AtomicNumber, int Least, int Most) ReadRange(YamlMap map, string symbol) =>
        map.Numbers(symbol) is [>= 0 and var least, var most] && most >= least && most <= 100
            ? (ChemicalElement.AtomicNumber(symbol), (int)least, (int)most)
            : throw new InvalidInputException($"{map.Source}: '{symbol}' must be [least, most], such as [0, 6]");
}
