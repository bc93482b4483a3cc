using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Descriptors;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Training;

/// <summary>Several data sets in one table, a row each structure.</summary>
/// <param name="Sets">The data sets.</param>
/// <param name="Entries">Their entries, set after set, [n].</param>
/// <param name="SetOf">Which set each row is of, [n].</param>
/// <param name="Features">What each descriptor makes of them.</param>
/// <param name="LeftOut">The features that are too large for a training, each with the reason.</param>
internal sealed record TrainingTable(
    IReadOnlyList<DataSet> Sets,
    DataSetEntry[] Entries,
    int[] SetOf,
    IReadOnlyList<TrainingFeatures> Features,
    IReadOnlyDictionary<string, string> LeftOut)
{
    /// <summary>The vectors of all structures may take this much memory.</summary>
    private const long MostBytesOfVectors = 128_000_000;

    public int Points => Sets[0].Energies.Length;

    /// <summary>Reads data sets and checks that they can be mixed.</summary>
    /// <exception cref="InvalidInputException">One is damaged, implausible, or they differ in protocol or energies, or share a name.</exception>
    public static IReadOnlyList<DataSet> ReadSets(IReadOnlyList<string> folders, SplitKey by = SplitKey.Id)
    {
        if (folders.Count == 0)
        {
            throw new InvalidInputException("no data set to train on; name at least one folder");
        }

        var sets = folders.Select(folder => DataSetReader.Read(folder, by)).ToArray();
        foreach (var set in sets)
        {
            DataSetPlausibility.Check(set);
            CheckLike(set, sets[0]);
        }

        return sets.Select(set => set.Name).Distinct().Count() == sets.Length
            ? sets
            : throw new InvalidInputException("two data sets have the same folder name, by which they are split; rename one");
    }

    /// <summary>Reads data sets that are not trained on but compared with.</summary>
    /// <exception cref="InvalidInputException">
    /// One is damaged, differs in protocol or energies from the training's, or holds a structure of the training.
    /// </exception>
    public static IReadOnlyList<DataSet> ReadOutside(IReadOnlyList<string> folders, IReadOnlyList<DataSet> training)
    {
        var sets = folders.Select(folder => DataSetReader.Read(folder)).ToArray();
        if (sets.Length == 0)
        {
            return sets;
        }

        var trained = training.SelectMany(set => set.Entries).DistinctBy(StructureText).ToDictionary(StructureText);
        foreach (var set in sets)
        {
            CheckLike(set, training[0]);
            foreach (var entry in set.Entries)
            {
                if (trained.TryGetValue(StructureText(entry), out var same))
                {
                    throw new InvalidInputException($"{entry.Place}: is the structure of {same.Place}, which is trained on; leave one out");
                }
            }
        }

        return sets;
    }

    private static string StructureText(DataSetEntry entry)
    {
        var (structure, absorber) = (entry.Site.Structure, entry.Site.Absorber);
        return string.Join(' ', structure.Positions.ToArray().Select(position => position.ToString("R", CultureInfo.InvariantCulture)))
            + $"; {string.Join(' ', structure.AtomicNumbers.ToArray())}; {absorber}";
    }

    private static void CheckLike(DataSet set, DataSet first)
    {
        if (set.Protocol.DifferenceFrom(first.Protocol) is { } difference)
        {
            throw new InvalidInputException($"{set.Folder}: cannot be mixed with {first.Folder}: another {difference}");
        }

        if (!set.Energies.AsSpan().SequenceEqual(first.Energies))
        {
            throw new InvalidInputException($"{set.Folder}: cannot be mixed with {first.Folder}: another energy axis");
        }
    }

    /// <summary>The features that a learner of these inputs was fed with.</summary>
    public TrainingFeatures FeaturesOf(IReadOnlyList<string> inputs) => Features.First(features => features.Feeds(inputs));

    /// <summary>Describes every structure of the sets by every descriptor whose vectors are not too large.</summary>
    /// <exception cref="InvalidInputException">A structure cannot be described; the message names it. Or no descriptor is left.</exception>
    public static TrainingTable Describe(IReadOnlyList<DataSet> sets, IReadOnlyList<DescriptorSpec> specs, CancellationToken cancellation)
    {
        var entries = sets.SelectMany(set => set.Entries).ToArray();
        var setOf = sets.SelectMany((set, code) => Enumerable.Repeat(code, set.Entries.Count)).ToArray();
        var features = new List<TrainingFeatures>();
        var leftOut = new Dictionary<string, string>();
        foreach (var featuriser in specs.Select(Featurisers.Create))
        {
            if (Obstacle(featuriser, entries.Length) is { } reason)
            {
                leftOut.Add(featuriser.NewBatch(0).Table.Name, reason);
            }
            else
            {
                features.Add(Describe(sets, entries, featuriser, cancellation));
            }
        }

        return features.Count > 0
            ? new TrainingTable(sets, entries, setOf, features, leftOut)
            : throw new InvalidInputException(string.Join("; ", leftOut.Values));
    }

    private static string? Obstacle(IFeaturiser featuriser, int rows) =>
        featuriser is IDescriptor { Length: var length } && sizeof(float) * (long)length * rows > MostBytesOfVectors
            ? FormattableString.Invariant(
                $"the vector has {length} values for {featuriser.ClusterSpec.Elements.Count} elements, {sizeof(float) * (double)length * rows / 1e6:0} MB for {rows} structures (limit {MostBytesOfVectors / 1e6:0} MB); use a family on the neighbours, or fewer elements")
            : null;

    private static TrainingFeatures Describe(
        IReadOnlyList<DataSet> sets, DataSetEntry[] entries, IFeaturiser featuriser, CancellationToken cancellation)
    {
        var features = featuriser.NewBatch(entries.Length);
        var cluster = new Cluster();
        foreach (var entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                ClusterBuilder.Build(entry.Site.Structure.View, entry.Site.Absorber, featuriser.ClusterSpec, cluster);
                features.Add(cluster, entry.Site.Structure.View);
            }
            catch (InvalidInputException fault)
            {
                throw fault.At(entry.Place);
            }
        }

        return new TrainingFeatures(featuriser.Spec, featuriser, features.Table, TrainingDomain.Of(sets, featuriser.ClusterSpec, cancellation));
    }
}
