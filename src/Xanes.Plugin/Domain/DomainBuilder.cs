using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Domain;

/// <summary>Gathers the training clusters, one after another, and makes a model's domain of them.</summary>
public sealed class DomainBuilder
{
    private const int FewestStructures = 20;

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

    /// <summary>Makes the domain of the kinds of structures that <see cref="DomainKinds"/> finds.</summary>
    /// <exception cref="InvalidInputException">There are fewer than 20 structures in all.</exception>
    public DomainOfTraining Build()
    {
        if (_members.Count < FewestStructures)
        {
            throw new InvalidInputException($"{_members.Count} training structures are too few for a model; give at least {FewestStructures}");
        }

        var kinds = DomainKinds.Of(_members, _classes);
        var references = References(kinds);
        var steps = Steps(references);
        var rarities = new RarityBuilder(_fingerprint, _classes);
        var limitOfSmallKinds = GroupLimits.OfSmallKinds(kinds.Where(kind => kind.IsSmall));
        return new DomainOfTraining(
            _absorber,
            _elements,
            _fingerprint.Cutoff,
            new DomainBounds(_fewestAtoms, _mostAtoms, FarthestNearest(), _nearest, _nearestPairs),
            steps,
            [.. kinds.Zip(references, (kind, points) =>
            {
                var columns = Columns(kind);
                return new DomainGroup(
                    kind.Name,
                    kind.Members.Length,
                    kind.IsSmall ? limitOfSmallKinds : GroupLimits.OfDistance(kind.Members, points.Length),
                    columns,
                    ToBytes(points, columns, steps),
                    columns.Take(steps, missing: 1.0),
                    kind.IsSmall ? null : rarities.Build(kind.Members, columns.Own));
            })]);
    }

    /// <summary>All structures of the small kinds, and a few points that stand for those of the others.</summary>
    private static float[][][] References(DomainKind[] kinds)
    {
        var wanted = kinds.Select(kind => kind.IsSmall ? 0 : Math.Clamp(kind.Members.Length / MembersOfReference, FewestReferences, MostReferences)).ToArray();
        var share = Math.Min(1.0, MostReferencesOfAll / (double)Math.Max(1, wanted.Sum()));
        return [.. kinds.Zip(wanted, (kind, count) =>
        {
            var fingerprints = kind.Members.Select(member => member.Fingerprint).ToArray();
            return kind.IsSmall ? fingerprints : ReferencePoints.Choose(fingerprints, Math.Max(FewestReferences, (int)(share * count)));
        })];
    }

    /// <summary>The columns of the classes that occur in a kind; all where a class is more than one element.</summary>
    private KindColumns Columns(DomainKind kind)
    {
        var present = kind.Members.Aggregate(0u, (all, member) => all | member.Classes);
        var mask = _classes.AreElements && present != 0 ? present : uint.MaxValue;
        return new KindColumns([.. Enumerable.Range(0, _classes.Count).Where(place => (mask & (1u << place)) != 0)], _classes.Count);
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

    private static byte[] ToBytes(float[][] points, KindColumns columns, double[] steps) =>
        [.. points.SelectMany(point => columns.Take([.. point.Select((value, feature) => Math.Clamp(Math.Round(value / steps[feature]), 0.0, 255.0))], missing: 0.0))
            .Select(value => (byte)value)];
}
