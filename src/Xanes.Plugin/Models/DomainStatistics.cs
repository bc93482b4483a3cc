using MathNet.Numerics.Statistics;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Models;

/// <summary>Gathers the training clusters, one after another, and makes a model's domain of them.</summary>
/// <param name="absorber">The symbol of the absorbing element.</param>
/// <param name="elements">The symbols of the species, in the descriptor's order.</param>
public sealed class DomainStatistics(string absorber, IReadOnlyList<string> elements)
{
    /// <summary>The share of a component's own structures that its limit takes in.</summary>
    public const double ShareInside = 0.975;

    private const int FewestStructures = 20;
    private const int FewestMembers = 10;
    private const int Folds = 5;

    /// <summary>Added to each deviation, as a share of the deviation over all components: what none varies in is not exact.</summary>
    private const double DeviationFloor = 0.1;

    private const double SmallestDeviation = 1e-3;

    /// <summary>One standard deviation is always inside, however alike a component's structures are.</summary>
    private const double SmallestLimit = 1.0;

    private readonly List<(string Component, double[] Features)> _rows = [];
    private readonly int[] _fewest = [.. Enumerable.Repeat(int.MaxValue, elements.Count)];
    private readonly int[] _most = new int[elements.Count];
    private readonly double[] _nearest = [.. Enumerable.Repeat(double.PositiveInfinity, elements.Count)];
    private readonly double[] _nearestPairs = [.. Enumerable.Repeat(double.PositiveInfinity, ClusterSummary.PairCount(elements.Count))];
    private int _fewestAtoms = int.MaxValue;
    private int _mostAtoms;

    /// <summary>Adds a training cluster.</summary>
    /// <param name="component">The kind of structure: its set, or set/group.</param>
    /// <param name="cluster">Cut by the cluster spec of the model's featuriser; not kept.</param>
    public void Add(string component, Cluster cluster)
    {
        var features = new double[elements.Count * ClusterSummary.FeaturesOfSpecies];
        var nearest = new double[elements.Count];
        var nearestPairs = new double[_nearestPairs.Length];
        ClusterSummary.Describe(cluster, features, nearest);
        ClusterSummary.FindNearestPairs(cluster, nearestPairs);
        _rows.Add((component, features));
        _fewestAtoms = Math.Min(_fewestAtoms, cluster.Count);
        _mostAtoms = Math.Max(_mostAtoms, cluster.Count);
        for (var species = 0; species < elements.Count; species++)
        {
            var count = cluster.Start(species + 1) - cluster.Start(species);
            _fewest[species] = Math.Min(_fewest[species], count);
            _most[species] = Math.Max(_most[species], count);
            _nearest[species] = Math.Min(_nearest[species], nearest[species]);
        }

        for (var pair = 0; pair < nearestPairs.Length; pair++)
        {
            _nearestPairs[pair] = Math.Min(_nearestPairs[pair], nearestPairs[pair]);
        }
    }

    /// <summary>Makes the domain. Components of fewer than 10 structures are joined into one, named <c>others</c>.</summary>
    /// <exception cref="InvalidInputException">There are fewer than 20 structures in all.</exception>
    public DomainOfTraining Build()
    {
        if (_rows.Count < FewestStructures)
        {
            throw new InvalidInputException($"{_rows.Count} training structures are too few for a model; give at least {FewestStructures}");
        }

        var floor = Floor([.. _rows.Select(row => row.Features)]);
        var sizes = _rows.CountBy(row => row.Component).ToDictionary();
        var components = _rows
            .GroupBy(row => sizes[row.Component] >= FewestMembers ? row.Component : "others", row => row.Features)
            .Select(group => Describe(group.Key, [.. group], floor));
        var bounds = new DomainBounds(_fewest, _most, _fewestAtoms, _mostAtoms, _nearest, _nearestPairs);
        return new DomainOfTraining(absorber, elements, bounds, [.. components]);
    }

    private static DomainComponent Describe(string name, double[][] rows, double[] floor)
    {
        var (mean, covariance) = Moments(rows, floor);
        return new DomainComponent(name, rows.Length, Limit(name, rows, floor), mean, covariance);
    }

    /// <summary>The distance that takes in the share of the rows, each measured by moments that leave its fold out.</summary>
    private static double Limit(string name, double[][] rows, double[] floor)
    {
        var folds = Math.Min(Folds, rows.Length);
        var distances = new List<double>(rows.Length);
        for (var fold = 0; fold < folds; fold++)
        {
            var others = rows.Where((_, row) => row % folds != fold).ToArray();
            var (mean, covariance) = Moments(others, floor);
            var component = new DomainComponent(name, others.Length, 1.0, mean, covariance);
            distances.AddRange(rows.Where((_, row) => row % folds == fold).Select(row => Math.Sqrt(component.SquaredDistance(row))));
        }

        return Math.Max(SmallestLimit, distances.Quantile(ShareInside));
    }

    private static (double[] Mean, double[] Covariance) Moments(double[][] rows, double[] floor)
    {
        var size = floor.Length;
        var mean = new double[size];
        for (var feature = 0; feature < size; feature++)
        {
            mean[feature] = rows.Average(row => row[feature]);
        }

        var covariance = new double[size * (size + 1) / 2];
        var entry = 0;
        for (var first = 0; first < size; first++)
        {
            for (var second = 0; second <= first; second++)
            {
                var sum = rows.Sum(row => (row[first] - mean[first]) * (row[second] - mean[second]));
                covariance[entry++] = (sum / Math.Max(1, rows.Length - 1)) + (first == second ? floor[first] * floor[first] : 0.0);
            }
        }

        return (mean, covariance);
    }

    private static double[] Floor(double[][] rows) =>
        [.. Enumerable.Range(0, rows[0].Length)
            .Select(feature => DeviationFloor * Math.Max(SmallestDeviation, rows.Select(row => row[feature]).StandardDeviation()))];
}
