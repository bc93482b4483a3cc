using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Domain;

/// <summary>Gathers the training clusters, one after another, and makes a model's domain of them.</summary>
public sealed class DomainBuilder
{
    private const int FewestStructures = 20;
    private const int FewestMembers = 10;
    private const int MostGroups = 24;
    private const string Others = "others";

    /// <summary>Structures for which one reference point stands.</summary>
    private const int MembersOfReference = 8;

    private const int FewestReferences = 4;
    private const int MostReferences = 128;
    private const int MostReferencesOfAll = 320;

    /// <summary>The share of the structures whose nearest neighbour is near enough; beyond it the learner has seen too few.</summary>
    private const double ShareOfNearest = 0.996;

    private readonly string _absorber;
    private readonly IReadOnlyList<string> _elements;
    private readonly ElementClasses _classes;
    private readonly Fingerprint _fingerprint;
    private readonly List<DomainMember> _members = [];
    private readonly double[] _nearest;
    private readonly double[] _nearestPairs;
    private int _fewestAtoms = int.MaxValue;
    private int _mostAtoms;

    /// <summary>Starts with no clusters.</summary>
    /// <param name="absorber">The symbol of the absorbing element.</param>
    /// <param name="elements">The symbols of the species, in the descriptor's order.</param>
    /// <param name="cutoff">The clusters' cutoff in Å.</param>
    public DomainBuilder(string absorber, IReadOnlyList<string> elements, double cutoff)
    {
        _absorber = absorber;
        _elements = elements;
        _classes = new ElementClasses(elements);
        _fingerprint = new Fingerprint(cutoff, _classes);
        _nearest = [.. Enumerable.Repeat(double.PositiveInfinity, elements.Count)];
        _nearestPairs = [.. Enumerable.Repeat(double.PositiveInfinity, _classes.Count * (_classes.Count + 1) / 2)];
    }

    /// <summary>Adds a training cluster.</summary>
    /// <param name="set">The data set that it is of.</param>
    /// <param name="group">What relates it to others of the set; null where nothing does.</param>
    /// <param name="cluster">Cut by the cluster spec of the model's featuriser; not kept.</param>
    public void Add(string set, string? group, Cluster cluster)
    {
        var fingerprint = new float[_fingerprint.Length];
        Span<double> nearestPairs = stackalloc double[_nearestPairs.Length];
        _fingerprint.Describe(cluster, fingerprint, nearestPairs);
        for (var pair = 0; pair < nearestPairs.Length; pair++)
        {
            _nearestPairs[pair] = Math.Min(_nearestPairs[pair], nearestPairs[pair]);
        }

        var atoms = new (byte Class, float Radius)[cluster.Count];
        for (var atom = 0; atom < atoms.Length; atom++)
        {
            var species = cluster.SpeciesOf(atom);
            atoms[atom] = ((byte)_classes.Of(species), (float)cluster.Radius[atom]);
            _nearest[species] = Math.Min(_nearest[species], cluster.Radius[atom]);
        }

        _fewestAtoms = Math.Max(1, Math.Min(_fewestAtoms, cluster.Count));
        _mostAtoms = Math.Max(_mostAtoms, cluster.Count);
        _members.Add(new DomainMember(set, group, fingerprint, atoms));
    }

    /// <summary>
    /// Makes the domain. Each group of a set is a group of the domain, and the structures of a set that are of none together; groups of fewer
    /// than 10 structures are joined into one, named <c>others</c>. Where they are more than 24, the sets are taken.
    /// </summary>
    /// <exception cref="InvalidInputException">There are fewer than 20 structures in all.</exception>
    public DomainOfTraining Build()
    {
        if (_members.Count < FewestStructures)
        {
            throw new InvalidInputException($"{_members.Count} training structures are too few for a model; give at least {FewestStructures}");
        }

        var groups = Groups();
        var wanted = groups.Select(group => Math.Clamp(group.Members.Length / MembersOfReference, FewestReferences, MostReferences)).ToArray();
        var share = Math.Min(1.0, MostReferencesOfAll / (double)wanted.Sum());
        var counts = wanted.Select(count => Math.Max(FewestReferences, (int)(share * count))).ToArray();
        var references = groups.Zip(counts, (group, count) => ReferencePoints.Choose([.. group.Members.Select(member => member.Fingerprint)], count)).ToArray();
        var steps = Steps(references);
        var rarities = new RarityBuilder(_fingerprint, _classes);
        return new DomainOfTraining(
            _absorber,
            _elements,
            _fingerprint.Cutoff,
            new DomainBounds(_fewestAtoms, _mostAtoms, FarthestNearest(), _nearest, _nearestPairs),
            steps,
            [.. groups.Zip(references, (group, points) => new DomainGroup(
                group.Name,
                group.Members.Length,
                GroupLimits.OfDistance(group.Members, points.Length),
                ToBytes(points, steps),
                steps,
                rarities.Build(group.Members)))]);
    }

    private (string Name, DomainMember[] Members)[] Groups()
    {
        var byGroup = Grouped(member => member.Group is null ? member.Set : $"{member.Set}/{member.Group}");
        return byGroup.Length <= MostGroups ? byGroup : Grouped(member => member.Set);
    }

    private (string Name, DomainMember[] Members)[] Grouped(Func<DomainMember, string> nameOf)
    {
        var sizes = _members.CountBy(nameOf).ToDictionary();
        return [.. _members
            .GroupBy(member => sizes[nameOf(member)] >= FewestMembers ? nameOf(member) : Others)
            .Select(group => (group.Key, group.ToArray()))];
    }

    private double FarthestNearest()
    {
        var nearest = _members.Where(member => member.Atoms.Length > 0).Select(member => (double)member.Atoms.Min(atom => atom.Radius)).Order().ToArray();
        return nearest.Length == 0 ? 0.0 : nearest[(int)(ShareOfNearest * (nearest.Length - 1))] + DomainOfTraining.DistanceTolerance;
    }

    /// <summary>So that the largest value of each feature is 255 steps.</summary>
    private static double[] Steps(float[][][] references) =>
        [.. Enumerable.Range(0, references[0][0].Length).Select(feature =>
            Math.Max(1e-3, Math.Round(references.Max(points => points.Max(point => point[feature])) / 255.0, 5)))];

    private static byte[] ToBytes(float[][] points, double[] steps) =>
        [.. points.SelectMany(point => point.Select((value, feature) => (byte)Math.Clamp(Math.Round(value / steps[feature]), 0.0, 255.0)))];
}
