using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Models;

/// <summary>
/// What a model has seen, and whether a cluster resembles it: its atom counts and shortest distances must be within those of the
/// training data, and its summary near one of the components. Safe to use from many threads.
/// </summary>
public sealed class DomainOfTraining
{
    /// <summary>A distance may be shorter than any of the training data by this much (Å).</summary>
    public const double DistanceTolerance = 0.05;

    /// <summary>A cluster of more than this many times the atoms of the largest training cluster, and 50 more, is refused.</summary>
    private const int FarBeyond = 3;

    private const int VerdictSteps = 100;

    private readonly string _absorber;
    private readonly string[] _symbols;
    private readonly DomainVerdict[][] _insideVerdicts;

    /// <summary>Makes a domain.</summary>
    /// <param name="absorber">The symbol of the absorbing element.</param>
    /// <param name="elements">The symbols of the S species, in the descriptor's order.</param>
    /// <param name="bounds">The extremes of the training clusters.</param>
    /// <param name="components">At least one, each with 3 S features.</param>
    /// <exception cref="InvalidInputException">The parts do not fit each other.</exception>
    public DomainOfTraining(
        string absorber, IReadOnlyList<string> elements, DomainBounds bounds, IReadOnlyList<DomainComponent> components)
    {
        _absorber = absorber;
        _symbols = [.. elements];
        Bounds = bounds;
        Components = [.. components];
        var species = elements.Count;
        if (bounds.FewestOfSpecies.Length != species
            || bounds.MostOfSpecies.Length != species
            || bounds.Nearest.Length != species
            || bounds.NearestPairs.Length != ClusterSummary.PairCount(species)
            || components.Count == 0
            || components.Any(component => component.Mean.Count != species * ClusterSummary.FeaturesOfSpecies))
        {
            throw new InvalidInputException($"the domain does not fit the {species} elements {string.Join(", ", elements)}; train the model anew");
        }

        _insideVerdicts = [.. components.Select(component => VerdictsInside(component.Name))];
    }

    /// <summary>The extremes of the training clusters.</summary>
    public DomainBounds Bounds { get; }

    /// <summary>The kinds of structures among the training data.</summary>
    public IReadOnlyList<DomainComponent> Components { get; }

    /// <summary>Judges a cluster; allocates nothing where it is inside.</summary>
    /// <param name="cluster">Cut by the cluster spec of the model's featuriser.</param>
    /// <returns>
    /// A verdict whose distance is, inside, that to the nearest component (rounded up to 0.01), and outside the largest of this and of
    /// the ratios by which bounds are overstepped.
    /// </returns>
    /// <exception cref="InvalidInputException">The cluster is far larger than any of the training data.</exception>
    public DomainVerdict Judge(Cluster cluster)
    {
        if (cluster.Count > (FarBeyond * Bounds.MostAtoms) + 50)
        {
            throw new InvalidInputException(
                $"the absorber has {cluster.Count} neighbours within the model's reach, the training data at most {Bounds.MostAtoms}: too dense to be " +
                "predicted; check that cell and positions are in Å");
        }

        var species = _symbols.Length;
        Span<double> features = stackalloc double[species * ClusterSummary.FeaturesOfSpecies];
        Span<double> nearest = stackalloc double[species];
        Span<double> nearestPairs = stackalloc double[ClusterSummary.PairCount(species)];
        ClusterSummary.Describe(cluster, features, nearest);
        ClusterSummary.FindNearestPairs(cluster, nearestPairs);
        var component = FindNearest(features, out var distance);
        if (distance <= 1.0 && IsWithinBounds(cluster, nearest, nearestPairs))
        {
            return _insideVerdicts[component][(int)Math.Ceiling(distance * VerdictSteps)];
        }

        var reasons = new List<string>();
        var worst = FindOverstepped(cluster, nearest, nearestPairs, reasons);
        if (distance > 1.0)
        {
            reasons.Add(FormattableString.Invariant(
                $"its neighbourhood is unlike all training data; nearest is {Components[component].Name}, at {distance:0.##} times its limit"));
        }

        return new DomainVerdict(false, Math.Max(distance, worst), string.Join("; ", reasons));
    }

    private static DomainVerdict[] VerdictsInside(string component) =>
        [.. Enumerable.Range(0, VerdictSteps + 1).Select(step => new DomainVerdict(true, step / (double)VerdictSteps, $"resembles {component}"))];

    private int FindNearest(ReadOnlySpan<double> features, out double distance)
    {
        var nearest = 0;
        var smallest = double.PositiveInfinity;
        for (var i = 0; i < Components.Count; i++)
        {
            var square = Components[i].SquaredDistance(features, smallest);
            if (square < smallest)
            {
                smallest = square;
                nearest = i;
            }
        }

        distance = Math.Sqrt(smallest);
        return nearest;
    }

    private bool IsWithinBounds(Cluster cluster, ReadOnlySpan<double> nearest, ReadOnlySpan<double> nearestPairs)
    {
        var within = cluster.Count >= Bounds.FewestAtoms && cluster.Count <= Bounds.MostAtoms;
        for (var species = 0; species < nearest.Length; species++)
        {
            var count = cluster.Start(species + 1) - cluster.Start(species);
            within &= count >= Bounds.FewestOfSpecies[species] && count <= Bounds.MostOfSpecies[species];
            within &= !IsTooShort(nearest[species], Bounds.Nearest[species]);
        }

        for (var pair = 0; pair < nearestPairs.Length; pair++)
        {
            within &= !IsTooShort(nearestPairs[pair], Bounds.NearestPairs[pair]);
        }

        return within;
    }

    /// <summary>Whether a distance is shorter than any seen; where none was seen, any is.</summary>
    private static bool IsTooShort(double distance, double seen) => double.IsFinite(distance) && distance < seen - DistanceTolerance;

    /// <summary>Adds a reason for each bound that is overstepped and gives the largest ratio.</summary>
    private double FindOverstepped(Cluster cluster, ReadOnlySpan<double> nearest, ReadOnlySpan<double> nearestPairs, List<string> reasons)
    {
        var worst = CheckCount("", cluster.Count, Bounds.FewestAtoms, Bounds.MostAtoms, reasons);
        for (var species = 0; species < _symbols.Length; species++)
        {
            var count = cluster.Start(species + 1) - cluster.Start(species);
            worst = Math.Max(
                worst,
                CheckCount($"{_symbols[species]} ", count, Bounds.FewestOfSpecies[species], Bounds.MostOfSpecies[species], reasons));
            worst = Math.Max(
                worst, CheckDistance($"{_absorber} (absorber)", _symbols[species], nearest[species], Bounds.Nearest[species], reasons));
        }

        var pair = 0;
        for (var first = 0; first < _symbols.Length; first++)
        {
            for (var second = first; second < _symbols.Length; second++, pair++)
            {
                worst = Math.Max(
                    worst, CheckDistance(_symbols[first], _symbols[second], nearestPairs[pair], Bounds.NearestPairs[pair], reasons));
            }
        }

        return worst;
    }

    private static double CheckCount(string element, int count, int fewest, int most, List<string> reasons)
    {
        if (count >= fewest && count <= most)
        {
            return 0.0;
        }

        reasons.Add($"{count} {element}neighbours (training data: {fewest} to {most})");
        return count > most ? (count + 1.0) / (most + 1.0) : (fewest + 1.0) / (count + 1.0);
    }

    private static double CheckDistance(string first, string second, double distance, double seen, List<string> reasons)
    {
        if (!IsTooShort(distance, seen))
        {
            return 0.0;
        }

        if (double.IsPositiveInfinity(seen))
        {
            reasons.Add($"{first} and {second} within reach of each other (not in the training data)");
            return 2.0;
        }

        reasons.Add(FormattableString.Invariant($"{first} and {second} {distance:0.00} Å apart (training data: at least {seen:0.00} Å)"));
        return seen / distance;
    }
}
