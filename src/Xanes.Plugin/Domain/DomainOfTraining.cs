using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Domain;

/// <summary>
/// What a model has seen, and whether a cluster resembles it. A cluster is inside where its atom count and shortest distances are within
/// those of the training data, and where one kind of training structures has all of its elements, a reference point near its
/// <see cref="Fingerprint"/>, and its distances to the absorber are common in that kind. Safe to use from many threads.
/// </summary>
public sealed class DomainOfTraining
{
    /// <summary>A distance may be shorter than any of the training data by this much (Å).</summary>
    public const double DistanceTolerance = 0.05;

    /// <summary>Atoms up to this many times the cutoff away tell whether a cluster is the larger part of its surroundings.</summary>
    public const double Margin = 1.2;

    /// <summary>A cluster of more than this many times the atoms of the largest training cluster, and 50 more, is refused.</summary>
    private const int FarBeyond = 3;

    private const int VerdictSteps = 100;

    private readonly DomainVerdict[][] _insideVerdicts;

    /// <summary>Makes a domain.</summary>
    /// <param name="absorber">The symbol of the absorbing element.</param>
    /// <param name="elements">The symbols of the S species, in the descriptor's order.</param>
    /// <param name="cutoff">The clusters' cutoff in Å.</param>
    /// <param name="bounds">The extremes of the training clusters.</param>
    /// <param name="steps">The unit of each value of a fingerprint in the groups' reference points.</param>
    /// <param name="groups">At least one.</param>
    internal DomainOfTraining(
        string absorber,
        IReadOnlyList<string> elements,
        double cutoff,
        DomainBounds bounds,
        double[] steps,
        IReadOnlyList<DomainGroup> groups)
    {
        Absorber = absorber;
        Elements = elements;
        Classes = new ElementClasses(elements);
        Fingerprint = new Fingerprint(cutoff, Classes);
        Bounds = bounds;
        Steps = steps;
        Groups = [.. groups];
        _insideVerdicts = [.. groups.Select(group => VerdictsInside(group.Name))];
    }

    /// <summary>The extremes of the training clusters.</summary>
    public DomainBounds Bounds { get; }

    /// <summary>The names of the kinds of structures among the training data.</summary>
    public IEnumerable<string> GroupNames => Groups.Select(group => group.Name);

    internal string Absorber { get; }

    internal IReadOnlyList<string> Elements { get; }

    internal ElementClasses Classes { get; }

    internal Fingerprint Fingerprint { get; }

    internal double[] Steps { get; }

    internal IReadOnlyList<DomainGroup> Groups { get; }

    /// <summary>Judges a cluster; allocates nothing where it is inside.</summary>
    /// <param name="cluster">Cut by the cluster spec of the model's featuriser.</param>
    /// <returns>
    /// A verdict whose distance is, inside, that from the kind it resembles in units of its limits (rounded up to 0.01), and outside the
    /// largest of this and of the ratios by which bounds are overstepped.
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

        Span<float> fingerprint = stackalloc float[Fingerprint.Length];
        Span<double> nearestPairs = stackalloc double[Bounds.NearestPairs.Length];
        Fingerprint.Describe(cluster, fingerprint, nearestPairs);
        var (group, distance) = FindGroup(cluster, fingerprint);
        if (distance <= 1.0 && BoundsCheck.IsWithin(this, cluster, nearestPairs))
        {
            return _insideVerdicts[group][(int)Math.Ceiling(Math.Max(distance, 0.0) * VerdictSteps)];
        }

        var reasons = new List<string>();
        var worst = BoundsCheck.FindOverstepped(this, cluster, nearestPairs, reasons);
        if (distance > 1.0)
        {
            reasons.AddRange(UnlikeGroup.Explain(this, Groups[group], cluster, fingerprint));
        }

        return new DomainVerdict(false, Math.Max(distance, worst), string.Join("; ", reasons));
    }

    private static DomainVerdict[] VerdictsInside(string group)
    {
        var reason = $"resembles {group}";
        return [.. Enumerable.Range(0, VerdictSteps + 1).Select(step => new DomainVerdict(true, step / (double)VerdictSteps, reason))];
    }

    /// <summary>The nearest group whose distances are like the cluster's; else, with a distance above 1, the nearest one.</summary>
    private (int Group, double Distance) FindGroup(Cluster cluster, ReadOnlySpan<float> fingerprint)
    {
        var present = Fingerprint.ClassesOf(cluster);
        Span<float> squares = stackalloc float[Groups.Count];
        var nearest = -1;
        for (var group = 0; group < squares.Length; group++)
        {
            squares[group] = !Groups[group].Has(present) ? float.PositiveInfinity
                : Groups[group].NearestSquare(fingerprint, nearest < 0 ? float.PositiveInfinity : Math.Max(1.0f, squares[nearest]));
            nearest = nearest < 0 || squares[group] < squares[nearest] ? group : nearest;
        }

        if (float.IsPositiveInfinity(squares[nearest]))
        {
            return FindForeignGroup(fingerprint);
        }

        var first = nearest;
        var firstDistance = Math.Max(Math.Sqrt(squares[first]), Groups[first].RarityOf(cluster));
        while (squares[nearest] <= 1.0f)
        {
            var distance = nearest == first ? firstDistance : Math.Max(Math.Sqrt(squares[nearest]), Groups[nearest].RarityOf(cluster));
            if (distance <= 1.0)
            {
                return (nearest, distance);
            }

            squares[nearest] = float.PositiveInfinity;
            for (var group = 0; group < squares.Length; group++)
            {
                nearest = squares[group] < squares[nearest] ? group : nearest;
            }
        }

        return (first, firstDistance);
    }

    /// <summary>The nearest group to a cluster whose elements are together in none; always farther than 1.</summary>
    private (int Group, double Distance) FindForeignGroup(ReadOnlySpan<float> fingerprint)
    {
        var (nearest, smallest) = (0, float.PositiveInfinity);
        for (var group = 0; group < Groups.Count; group++)
        {
            var square = Groups[group].NearestSquareWithForeign(fingerprint);
            (nearest, smallest) = square < smallest ? (group, square) : (nearest, smallest);
        }

        return (nearest, 1.0 + Math.Sqrt(smallest));
    }
}
