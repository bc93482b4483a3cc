using System.Text.Json;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Descriptors;
using Xanes.Plugin.Descriptors.Neighbours;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Descriptors;

public sealed class NeighbourTests
{
    private const string Spec = "kind: neighbours\nelements: [O, Si, Ag]\nr_max: 5.0\n";

    [Test]
    public void A_cluster_gives_the_species_and_distances_worked_out_by_hand()
    {
        // Ag at the origin; Si at 4 Å along y, O at 3 Å along x, a second O beyond the cutoff.
        var structure = new AtomicStructure([47, 14, 8, 8], [0, 0, 0, 0, 4, 0, 3, 0, 0, 0, 0, 5.01]);

        var batch = Batch(new AbsorberSite(structure, 0));

        Assert.That(Values<long>(batch, "species"), Is.EqualTo(new[] { 0L, 1L }));
        Assert.That(Values<float>(batch, "radius"), Is.EqualTo(new[] { 3.0f, 4.0f }));
        Assert.That(Values<float>(batch, "distance"), Is.EqualTo(new[] { 0.0f, 5.0f, 5.0f, 0.0f }));
        Assert.That(Values<float>(batch, "mask"), Is.EqualTo(new[] { 1.0f, 1.0f }));
    }

    [Test]
    public void A_site_without_neighbours_is_one_masked_atom_at_the_cutoff()
    {
        var batch = Batch(new AbsorberSite(new AtomicStructure([47], [0, 0, 0]), 0));

        Assert.That(batch.Tensors.Select(tensor => tensor.Shape), Is.EqualTo(new long[][] { [1, 1], [1, 1], [1, 1, 1], [1, 1] }));
        Assert.That(Values<long>(batch, "species"), Is.EqualTo(new[] { 0L }));
        Assert.That(Values<float>(batch, "radius"), Is.EqualTo(new[] { 5.0f }));
        Assert.That(Values<float>(batch, "distance"), Is.EqualTo(new[] { 5.0f }));
        Assert.That(Values<float>(batch, "mask"), Is.EqualTo(new[] { 0.0f }));
    }

    [Test]
    public void Clusters_of_several_sizes_are_padded_as_NumPy_pads_them()
    {
        using var reference = JsonDocument.Parse(File.ReadAllText(TestFiles.Data("neighbours/clusters.json")));
        var sites = reference.RootElement.GetProperty("structures").EnumerateArray()
            .Select(structure => new AbsorberSite(
                new AtomicStructure(structure.GetProperty("numbers").Deserialize<int[]>()!, structure.GetProperty("positions").Deserialize<double[]>()!), 0))
            .ToArray();

        var batch = Batch(sites);

        Assert.That(batch.Tensors, Has.Count.EqualTo(4));
        foreach (var tensor in batch.Tensors)
        {
            var expected = reference.RootElement.GetProperty("tensors").GetProperty(tensor.Name);
            Assert.That(tensor.Shape, Is.EqualTo(expected.GetProperty("shape").Deserialize<long[]>()), tensor.Name);
            var values = tensor is FeatureTensor<long> whole
                ? whole.Values.ToArray().Select(value => (double)value)
                : Values<float>(batch, tensor.Name).Select(value => (double)value);
            Assert.That(values, Is.EqualTo(expected.GetProperty("values").Deserialize<double[]>()!).AsCollection.Within(1e-6), tensor.Name);
        }
    }

    [Test]
    public void Moving_turning_mirroring_and_renumbering_only_reorder_the_neighbours()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 20; trial++)
        {
            var structure = trial % 2 == 0
                ? RandomStructures.Isolated(random, 14)
                : RandomStructures.Periodic(random, PeriodicDirections.All);

            var (moved, absorber) = RigidMotion.Apply(random, structure, 0);

            Assert.That(
                Signature(Batch(new AbsorberSite(moved, absorber))),
                Is.EqualTo(Signature(Batch(new AbsorberSite(structure, 0)))).AsCollection.Within(2e-5));
        }
    }

    [Test]
    public void Groups_hold_every_row_once_unpadded_and_as_it_is_alone()
    {
        var random = new Random(8);
        var sites = Enumerable.Range(0, 200).Select(_ => new AbsorberSite(RandomStructures.Isolated(random, 1 + random.Next(30)), 0)).ToArray();
        var batch = Batch(sites);
        var seen = new List<int>();

        foreach (var (rows, tensors) in batch.Groups!)
        {
            var (radius, distance) = ((FeatureTensor<float>)tensors[1], (FeatureTensor<float>)tensors[2]);
            var atoms = (int)radius.Shape[1];
            for (var place = 0; place < rows.Length; place++)
            {
                var alone = Batch(sites[rows.Span[place]]);
                Assert.That(radius.Values.Slice(place * atoms, atoms).ToArray(), Is.EqualTo(Values<float>(alone, "radius")));
                Assert.That(distance.Values.Slice(place * atoms * atoms, atoms * atoms).ToArray(), Is.EqualTo(Values<float>(alone, "distance")));
                seen.Add(rows.Span[place]);
            }
        }

        Assert.That(seen, Is.EquivalentTo(Enumerable.Range(0, sites.Length)));
    }

    [Test]
    public void For_learners_clusters_of_all_sizes_stand_behind_each_other_without_padding()
    {
        var random = new Random(8);
        AbsorberSite[] sites = [.. new[] { 3, 40, 1, 7 }.Select(atoms => new AbsorberSite(RandomStructures.Isolated(random, atoms), 0))];

        var table = Batch(sites).Table;

        Assert.That(table.Name, Is.EqualTo("neighbours"));
        var (atoms, species) = (Column<int>(table, "atoms"), Column<long>(table, "species"));
        var (radius, distance) = (Column<float>(table, "radius"), Column<float>(table, "distance"));
        Assert.That(distance, Has.Length.EqualTo(atoms.Sum(count => count * count)));
        var (atom, pair) = (0, 0);
        foreach (var (count, site) in atoms.Zip(sites))
        {
            var alone = Batch(site);
            Assert.That(species[atom..(atom + count)], Is.EqualTo(Values<long>(alone, "species")[..count]));
            Assert.That(radius[atom..(atom + count)], Is.EqualTo(Values<float>(alone, "radius")[..count]));
            Assert.That(distance[pair..(pair + (count * count))], Is.EqualTo(Values<float>(alone, "distance")[..(count * count)]));
            atom += count;
            pair += count * count;
        }
    }

    [Test]
    public void A_batch_tells_when_it_is_full_and_refuses_clusters_that_no_memory_holds()
    {
        var spacing = 0.6;
        var grid = from x in Enumerable.Range(-8, 17) from y in Enumerable.Range(-8, 17) from z in Enumerable.Range(-8, 17) select (x, y, z);
        var dense = new AtomicStructure(
            [47, .. grid.Where(point => point != (0, 0, 0)).Select(_ => 8)],
            [0.0, 0.0, 0.0, .. grid.Where(point => point != (0, 0, 0)).SelectMany(point => new[] { point.x * spacing, point.y * spacing, point.z * spacing })]);
        var featuriser = new NeighbourFeaturiser(DescriptorSpec.Parse(Spec));
        var batch = featuriser.NewBatch(100);
        Fill(batch, featuriser, new AbsorberSite(RandomStructures.Isolated(new Random(1), 9), 0));
        Assert.That(batch.IsFull, Is.False);

        Fill(batch, featuriser, new AbsorberSite(dense, 0));

        Assert.That(batch.IsFull);
        var fault = Assert.Throws<InvalidInputException>(
            () => Fill(batch, featuriser, [.. Enumerable.Repeat(new AbsorberSite(dense, 0), 50)]));
        Assert.That(fault!.Message, Does.Contain("million pairs of neighbours"));
    }

    [Test]
    public void A_cleared_batch_holds_nothing_of_the_rows_before()
    {
        var random = new Random(4);
        var (large, small) = (new AbsorberSite(RandomStructures.Isolated(random, 20), 0), new AbsorberSite(RandomStructures.Isolated(random, 5), 0));
        var featuriser = new NeighbourFeaturiser(DescriptorSpec.Parse(Spec));
        var batch = featuriser.NewBatch(2);
        Fill(batch, featuriser, large, small);
        _ = batch.Tensors;
        batch.Clear();

        Fill(batch, featuriser, small);

        Assert.That(Values<float>(batch, "distance"), Is.EqualTo(Values<float>(Batch(small), "distance")));
        Assert.That(Values<long>(batch, "species"), Is.EqualTo(Values<long>(Batch(small), "species")));
    }

    [Test]
    public void Describing_one_structure_after_another_allocates_nothing()
    {
        var structure = RandomStructures.Isolated(new Random(2), 9);
        var featuriser = new NeighbourFeaturiser(DescriptorSpec.Parse(Spec));
        var batch = featuriser.NewBatch(1);
        var cluster = new Cluster();
        Describe();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var turn = 0; turn < 100; turn++)
        {
            Describe();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Describe()
        {
            batch.Clear();
            ClusterBuilder.Build(structure.View, 0, featuriser.ClusterSpec, cluster);
            batch.Add(cluster, structure.View);
            _ = batch.Tensors;
        }
    }

    [Test]
    public void Overlapping_neighbours_are_named()
    {
        var structure = new AtomicStructure([47, 8, 8], [0, 0, 0, 2, 0, 0, 2, 0.3, 0]);

        var fault = Assert.Throws<InvalidInputException>(() => Batch(new AbsorberSite(structure, 0)));

        Assert.That(fault!.Message, Does.Contain("atom 1 (O)").And.Contain("atom 2 (O)").And.Contain("0.3 Å"));
    }

    [TestCase("kind: neighbours\nelements: [O]\nsigma: 0.3\n", "'sigma' must be left out")]
    [TestCase("kind: neighbours\nelements: [O]\nr_max: 0.1\n", "'r_max'")]
    [TestCase("kind: neighbours\nelements: [O]\nabsorber: Xx\n", "'absorber'")]
    [TestCase("kind: neighbours\n", "'elements'")]
    public void A_spec_that_is_not_valid_is_refused(string spec, string message)
    {
        var fault = Assert.Throws<InvalidInputException>(() => Featurisers.Create(DescriptorSpec.Parse(spec)));

        Assert.That(fault!.Message, Does.Contain(message));
    }

    [Test]
    public void Neighbours_cannot_be_described_as_a_vector()
    {
        var fault = Assert.Throws<InvalidInputException>(() => Featurisers.CreateDescriptor(DescriptorSpec.Parse(Spec)));

        Assert.That(fault!.Message, Does.Contain("'neighbours' has no vector"));
    }

    private static FeatureBatch Batch(params AbsorberSite[] sites)
    {
        var featuriser = new NeighbourFeaturiser(DescriptorSpec.Parse(Spec));
        var batch = featuriser.NewBatch(sites.Length);
        Fill(batch, featuriser, sites);
        return batch;
    }

    private static void Fill(FeatureBatch batch, NeighbourFeaturiser featuriser, params AbsorberSite[] sites)
    {
        var cluster = new Cluster();
        foreach (var (structure, absorber) in sites)
        {
            ClusterBuilder.Build(structure.View, absorber, featuriser.ClusterSpec, cluster);
            batch.Add(cluster, structure.View);
        }
    }

    private static T[] Values<T>(FeatureBatch batch, string name)
        where T : unmanaged =>
        ((FeatureTensor<T>)batch.Tensors.Single(tensor => tensor.Name == name)).Values.ToArray();

    private static T[] Column<T>(FeatureTable table, string name)
        where T : unmanaged =>
        ((FeatureTensor<T>)table.Arrays.Single(array => array.Name == name)).Values.ToArray();

    /// <summary>What does not depend on the order: each atom's species and radius, and each pair's species and distance, sorted.</summary>
    private static double[] Signature(FeatureBatch batch)
    {
        var (species, radius, distance) = (Values<long>(batch, "species"), Values<float>(batch, "radius"), Values<float>(batch, "distance"));
        var atoms = species.Length;
        var pairs = Enumerable.Range(0, atoms * atoms)
            .Select(pair => (100.0 * (species[pair / atoms] + species[pair % atoms])) + distance[pair]);
        return [.. species.Zip(radius, (kind, r) => (100.0 * kind) + r).Order(), .. pairs.Order()];
    }
}
