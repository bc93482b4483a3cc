using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>The parameters that random clusters are drawn from.</summary>
public sealed record ClusterRecipe
{
    private const int MostAtomsOfAnElement = 100;
    private const double FarthestWindow = 30.0;

    private ClusterRecipe(
        YamlMap map,
        int absorber,
        Func<IReadOnlyList<(int AtomicNumber, int Least, int Most)>> counts,
        Func<IReadOnlyList<int>, IReadOnlyList<int>> atLeastOneOf,
        Func<IReadOnlyList<int>, MinimumDistances> distances)
    {
        var faults = new FaultList(map.Source);
        Absorber = absorber;
        Counts = faults.Try(counts, []);
        int[] elements = [.. Counts.Select(range => range.AtomicNumber)];
        AtLeastOneOf = faults.Try(() => atLeastOneOf(elements), []);
        Windows = faults.Try<IReadOnlyList<DistanceWindow>>(() => ReadWindows(map), []);
        Distances = faults.Try(() => distances(elements), MinimumDistances.None);
        Rounding = faults.Try(() => AtomGroup.ReadRounding(map, 0.01), 0.01);
        Seed = faults.Try(() => map.Integer("seed"), 0);
        Count = faults.Try(() => map.Integer("count"), 1);
        faults.ThrowIfAny();
        CheckTogether(map, faults);
        faults.ThrowIfAny();
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
    /// <param name="map">The plan.</param>
    /// <param name="absorber">The absorber's atomic number.</param>
    /// <param name="elements">The atomic numbers of the protocol's elements.</param>
    public static ClusterRecipe From(YamlMap map, int absorber, IReadOnlyList<int> elements)
    {
        var roles = new ElementRoles(absorber, elements);
        return new ClusterRecipe(
            map,
            absorber,
            () => ReadCounts(map, roles),
            _ => [.. map.Texts("at_least_one_of").SelectMany(roles.Of).Distinct()],
            _ => MinimumDistances.From(map.Map("minimum_distances")));
    }

    /// <summary>Reads the parameters of one mixture of a plan with several.</summary>
    /// <param name="map">The plan.</param>
    /// <param name="mixture">The mixture, with its <c>atoms</c>.</param>
    /// <param name="absorber">The absorber's atomic number.</param>
    /// <param name="contact">The least distance of two elements, in parts of the sum of their covalent radii.</param>
    /// <param name="own">Least distances that go before these.</param>
    /// <exception cref="InvalidInputException">A key is missing or not valid.</exception>
    public static ClusterRecipe OfMixture(YamlMap map, YamlMap mixture, int absorber, double contact, MinimumDistances own) =>
        new(
            map,
            absorber,
            () => ReadCounts(mixture, new ElementRoles(absorber, [])),
            elements => elements,
            elements => own.FilledByRadii([absorber, .. elements], contact));

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

    private static (int AtomicNumber, int Least, int Most)[] ReadCounts(YamlMap map, ElementRoles roles)
    {
        var wanted = map.Has("elements") ? map.Texts("elements").Select(ChemicalElement.AtomicNumber).ToHashSet() : null;
        var ranges = map.Map("atoms");
        var faults = new FaultList(map.Source);
        (int AtomicNumber, int Least, int Most)[] counts =
        [
            .. ranges.Keys.OrderBy(ElementRoles.IsRole).SelectMany(key => faults.Try(() => ReadRange(ranges, key, roles), []))
                .DistinctBy(range => range.AtomicNumber)
                .Where(range => wanted is null || wanted.Contains(range.AtomicNumber) || range.AtomicNumber == roles.Absorber)
                .OrderBy(range => range.AtomicNumber),
        ];
        foreach (var missing in wanted?.Where(element => counts.All(range => range.AtomicNumber != element)) ?? [])
        {
            faults.Add($"{map.Source}: 'atoms' has no range for {ChemicalElement.Symbol(missing)}; add it");
        }

        faults.ThrowIfAny();
        return counts;
    }

    private static (int AtomicNumber, int Least, int Most)[] ReadRange(YamlMap map, string name, ElementRoles roles)
    {
        var (least, most) = map.CountsBetween(name, 0, MostAtomsOfAnElement);
        return [.. roles.Of(name).Select(element => (element, least, most))];
    }

    private static DistanceWindow[] ReadWindows(YamlMap map)
    {
        DistanceWindow[] windows =
        [
            .. map.Maps("windows").Select(window =>
                new DistanceWindow(window.NumberBetween("share", 0.0, 1.0), window.NumberBetween("to", 0.0, FarthestWindow))),
        ];
        return Math.Abs(windows.Sum(window => window.Share) - 1.0) <= 1e-9 && windows.All(window => window.Share > 0.0)
            ? windows
            : throw new InvalidInputException($"{map.Source}: the shares of 'windows' must be positive and add up to 1");
    }

    /// <summary>Checks what several keys say together.</summary>
    private void CheckTogether(YamlMap map, FaultList faults)
    {
        var present = Counts.Where(range => range.Most > 0).ToArray();
        if (!present.Any(range => AtLeastOneOf.Contains(range.AtomicNumber)))
        {
            faults.Add($"{map.Source}: 'at_least_one_of' names no element that 'atoms' lets a cluster have; add one");
        }

        var missing = Distances.Missing(
        [
            .. present.Select(range => new ElementPair(Absorber, range.AtomicNumber)),
            .. present.Where(range => range.Most > 1).Select(range => new ElementPair(range.AtomicNumber, range.AtomicNumber)),
            .. present.SelectMany((range, i) => present[..i].Select(other => new ElementPair(range.AtomicNumber, other.AtomicNumber))),
        ]);
        if (missing is not null)
        {
            faults.Add(missing);
            return;
        }

        foreach (var range in present.Where(range => Windows.Any(window => window.To <= Distances.Of(Absorber, range.AtomicNumber))))
        {
            var pair = new ElementPair(Absorber, range.AtomicNumber);
            faults.Add(FormattableString.Invariant(
                $"{map.Source}: 'to' of each of the 'windows' must be above the minimum distance of {pair}, {Distances.Of(Absorber, range.AtomicNumber)} Å"));
        }
    }
}
