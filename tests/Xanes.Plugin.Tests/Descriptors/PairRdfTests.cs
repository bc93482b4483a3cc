using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Descriptors;

namespace Xanes.Plugin.Tests.Descriptors;

public sealed class PairRdfTests
{
    private const string Counts = "kind: pair-rdf\nelements: [O, Si, Ag]\nr_max: 5.0\nradial_bin: 0.05\npair_bin: 0.1\n";

    [Test]
    public void A_vector_holds_radial_histograms_by_element_and_then_pair_histograms_by_element_pair()
    {
        var descriptor = Descriptor(Counts);

        Assert.That(descriptor.Length, Is.EqualTo((3 * 100) + (6 * 100)));
        Assert.That(descriptor.Labels, Has.Count.EqualTo(descriptor.Length));
        Assert.That(
            new[] { 0, 100, 200, 300, 400, 500, 600, 700, 800, 899 }.Select(i => descriptor.Labels[i]),
            Is.EqualTo(new[]
            {
                "r(O) 0.00-0.05", "r(Si) 0.00-0.05", "r(Ag) 0.00-0.05",
                "p(O,O) 0.0-0.1", "p(O,Si) 0.0-0.1", "p(O,Ag) 0.0-0.1", "p(Si,Si) 0.0-0.1", "p(Si,Ag) 0.0-0.1", "p(Ag,Ag) 0.0-0.1",
                "p(Ag,Ag) 9.9-10.0",
            }));
    }

    [Test]
    public void Elements_stand_by_atomic_number_however_the_spec_lists_them()
    {
        var structure = RandomStructures.Isolated(new Random(1), 12);

        var listed = Vector(Descriptor(Counts), structure, 0);
        var shuffled = Vector(Descriptor(Counts.Replace("[O, Si, Ag]", "[Ag, O, Si]", StringComparison.Ordinal)), structure, 0);

        Assert.That(shuffled, Is.EqualTo(listed));
    }

    [Test]
    public void Counts_of_a_small_cluster_are_those_counted_by_hand()
    {
        // Ag at the origin, O at 2.02 Å along x, O at 2.13 Å along y, Si at 3.33 Å along z.
        var structure = new AtomicStructure([47, 8, 8, 14], [0, 0, 0, 2.02, 0, 0, 0, 2.13, 0, 0, 0, 3.33]);

        var vector = Vector(Descriptor(Counts), structure, 0);

        // O-O: sqrt(2.02² + 2.13²) = 2.936; O-Si: sqrt(2.02² + 3.33²) = 3.895 and sqrt(2.13² + 3.33²) = 3.953.
        int[] expected = [40, 42, 100 + 66, 300 + 29, 400 + 38, 400 + 39];
        var filled = Enumerable.Range(0, vector.Length).Where(i => vector[i] != 0.0f).ToArray();
        Assert.That(filled, Is.EqualTo(expected));
        Assert.That(vector.Sum(), Is.EqualTo(6.0f));
    }

    [Test]
    public void A_distance_on_an_edge_counts_above_it_and_on_the_cutoff_in_the_last_bin()
    {
        // 2.5 is an edge of both histograms and exact in binary; 5.0 is the cutoff; the two O are 7.5 Å apart.
        var structure = new AtomicStructure([47, 8, 8], [0, 0, 0, 2.5, 0, 0, -5.0, 0, 0]);

        var vector = Vector(Descriptor(Counts), structure, 0);

        Assert.That(vector[50], Is.EqualTo(1.0f));
        Assert.That(vector[99], Is.EqualTo(1.0f));
        Assert.That(vector[300 + 75], Is.EqualTo(1.0f));
    }

    [Test]
    public void Two_atoms_on_opposite_sides_of_the_cutoff_count_in_the_last_pair_bin()
    {
        var structure = new AtomicStructure([47, 14, 14], [0, 0, 0, 0, 5.0, 0, 0, -5.0, 0]);

        Assert.That(Vector(Descriptor(Counts), structure, 0)[600 + 99], Is.EqualTo(1.0f));
    }

    [Test]
    public void Distances_below_the_minimum_are_counted_nowhere_and_reported()
    {
        var structure = new AtomicStructure([47, 8, 8, 14], [0, 0, 0, 1.2, 0, 0, 2.1, 0, 0, 0, 0, 3.33]);
        var descriptor = Descriptor(Counts + "r_min: 1.5\n");
        var vector = new float[descriptor.Length];

        var tally = descriptor.Describe(structure.View, 0, vector);

        // Below 1.5 Å: Ag-O at 1.2 Å and O-O at 0.9 Å.
        Assert.That(tally, Is.EqualTo(new DescriptorTally(3, 0, 2)));
        Assert.That(vector.Sum(), Is.EqualTo(4.0f));
    }

    [Test]
    public void Every_count_of_n_atoms_of_one_element_is_there_n_times_n_minus_1_over_2_pairs()
    {
        var random = new Random(3);
        for (var atoms = 2; atoms < 40; atoms++)
        {
            var structure = RandomStructures.Isolated(random, atoms);
            var descriptor = Descriptor("kind: pair-rdf\nelements: [O, Si, Ag]\nr_max: 10\nradial_bin: 0.05\npair_bin: 0.1\n");
            var tally = new float[descriptor.Length];
            var neighbours = descriptor.Describe(structure.View, 0, tally).Neighbours;

            Assert.That(neighbours, Is.EqualTo(atoms - 1));
            Assert.That(tally.Sum(), Is.EqualTo(neighbours + (neighbours * (neighbours - 1) / 2)));
        }
    }

    [TestCase("")]
    [TestCase("sigma: 0.3\nweight: inverse-distance\ntaper: 1.0\n")]
    public void Rotation_reflection_translation_and_renumbering_change_nothing(string options)
    {
        var random = new Random(11);
        var descriptor = Descriptor(Counts + options);
        for (var trial = 0; trial < 100; trial++)
        {
            var structure = trial % 2 == 0
                ? RandomStructures.Isolated(random, random.Next(3, 30))
                : RandomStructures.Periodic(random, (PeriodicDirections)random.Next(1, 8));
            var (moved, absorber) = RigidMotion.Apply(random, structure, absorber: 0);

            Assert.That(
                Vector(descriptor, moved, absorber), Is.EqualTo(Vector(descriptor, structure, 0)).Within(1e-4f), $"trial {trial}");
        }
    }

    [Test]
    public void A_repeated_cell_has_the_descriptor_of_the_cell()
    {
        var random = new Random(5);
        var descriptor = Descriptor(Counts);
        for (var trial = 0; trial < 20; trial++)
        {
            var structure = RandomStructures.Periodic(random, PeriodicDirections.All);

            Assert.That(Vector(descriptor, RigidMotion.Doubled(structure), 0), Is.EqualTo(Vector(descriptor, structure, 0)), $"trial {trial}");
        }
    }

    [Test]
    public void An_atom_moving_through_the_cutoff_moves_a_tapered_vector_smoothly()
    {
        var descriptor = Descriptor(Counts + "sigma: 0.3\ntaper: 1.0\n");
        var before = Vector(descriptor, new AtomicStructure([47, 8, 8], [0, 0, 0, 2, 0, 0, 0, 4.9999, 0]), 0);
        var after = Vector(descriptor, new AtomicStructure([47, 8, 8], [0, 0, 0, 2, 0, 0, 0, 5.0001, 0]), 0);

        Assert.That(after.Zip(before).Max(pair => Math.Abs(pair.First - pair.Second)), Is.LessThan(1e-6));
    }

    [Test]
    public void A_spread_histogram_keeps_its_sum_but_for_what_falls_outside()
    {
        var structure = new AtomicStructure([47, 8, 8], [0, 0, 0, 2.2, 0, 0, 0, 2.4, 0]);

        var vector = Vector(Descriptor(Counts + "sigma: 0.2\n"), structure, 0);

        Assert.That(vector.AsSpan(0, 100).ToArray().Sum(), Is.EqualTo(2.0f).Within(1e-5));
        Assert.That(vector.AsSpan(300, 100).ToArray().Sum(), Is.EqualTo(1.0f).Within(1e-5));
    }

    [Test]
    public void Weights_fall_as_three_angstrom_over_the_distance_and_multiply_in_pairs()
    {
        var structure = new AtomicStructure([47, 8, 8], [0, 0, 0, 2.02, 0, 0, 0, 2.13, 0]);

        var vector = Vector(Descriptor(Counts + "weight: inverse-distance\n"), structure, 0);

        Assert.That(vector[40], Is.EqualTo(3.0 / 2.02).Within(1e-6));
        Assert.That(vector[42], Is.EqualTo(3.0 / 2.13).Within(1e-6));
        Assert.That(vector[329], Is.EqualTo(9.0 / (2.02 * 2.13)).Within(1e-6));
    }

    [Test]
    public void Atoms_of_unlisted_elements_are_an_error_or_ignored_and_counted()
    {
        var structure = new AtomicStructure([47, 8, 11, 11], [0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 9]);
        var strict = Descriptor(Counts);
        var lenient = Descriptor(Counts + "unlisted: ignore\n");

        var fault = Assert.Throws<InvalidInputException>(() => Vector(strict, structure, 0));
        var tally = lenient.Describe(structure.View, 0, new float[lenient.Length]);

        Assert.That(fault!.Message, Does.Contain("atom 2 (Na)").And.Contain("O, Si, Ag"));
        Assert.That(tally, Is.EqualTo(new DescriptorTally(1, 1, 0)));
    }

    [TestCase("")]
    [TestCase("sigma: 0.3\n")]
    [TestCase("r_min: 1.0\n")]
    public void Atoms_closer_than_half_an_angstrom_are_named(string options)
    {
        var descriptor = Descriptor(Counts + options);
        var neighbours = new AtomicStructure([47, 8, 14], [0, 0, 0, 2, 0, 0, 2.1, 0.4, 0]);
        var absorber = new AtomicStructure([47, 8, 14], [0, 0, 0, 0.3, 0, 0, 3, 0, 0]);

        Assert.That(
            Assert.Throws<InvalidInputException>(() => Vector(descriptor, neighbours, 0))!.Message,
            Does.Contain("atom 1 (O) and atom 2 (Si) are 0.412 Å apart"));
        Assert.That(
            Assert.Throws<InvalidInputException>(() => Vector(descriptor, absorber, 0))!.Message,
            Does.Contain("atom 0 (Ag) and atom 1 (O) are 0.3 Å apart"));

        // A fault leaves nothing behind for the next structure.
        var good = RandomStructures.Isolated(new Random(2), 9);
        Assert.That(Vector(descriptor, good, 0), Is.EqualTo(Vector(Descriptor(Counts + options), good, 0)));
    }

    [TestCase(-1)]
    [TestCase(3)]
    public void An_absorber_that_is_not_there_is_an_error(int absorber)
    {
        var structure = new AtomicStructure([47, 8, 14], [0, 0, 0, 2, 0, 0, 0, 3, 0]);

        var fault = Assert.Throws<InvalidInputException>(() => Vector(Descriptor(Counts), structure, absorber));

        Assert.That(fault!.Message, Does.Contain($"no absorber with index {absorber}").And.Contain("0 to 2"));
    }

    [Test]
    public void A_cell_in_the_wrong_unit_is_an_error_and_no_endless_loop()
    {
        var structure = new AtomicStructure([47], [0, 0, 0], [0.004, 0, 0, 0, 0.004, 0, 0, 0, 0.004], PeriodicDirections.All);

        Assert.That(
            Assert.Throws<InvalidInputException>(() => Vector(Descriptor(Counts), structure, 0))!.Message,
            Does.Contain("lattice vectors are in Å"));
    }

    [TestCase("radial_bin: 0.03", "radial_bin")]
    [TestCase("sigma: -0.1", "sigma")]
    [TestCase("sigma: wide", "sigma")]
    [TestCase("weight: heavy", "weight")]
    [TestCase("taper: 6", "taper")]
    [TestCase("r_min: 5", "r_min")]
    [TestCase("unlisted: maybe", "unlisted")]
    [TestCase("smear: 0.3", "smear")]
    public void A_spec_that_is_not_valid_names_its_parameter(string line, string parameter)
    {
        var text = "kind: pair-rdf\nelements: [O, Si, Ag]\nr_max: 5.0\n" + line + "\n";

        Assert.That(Assert.Throws<InvalidInputException>(() => Descriptor(text))!.Message, Does.Contain($"'{parameter}'"));
    }

    [TestCase("")]
    [TestCase("sigma: 0.3\nweight: inverse-distance\n")]
    public void Describing_allocates_nothing(string options)
    {
        var descriptor = Descriptor(Counts + options);
        var structure = RandomStructures.Isolated(new Random(7), 40);
        var vector = new float[descriptor.Length];
        for (var i = 0; i < 100; i++)
        {
            descriptor.Describe(structure.View, 0, vector);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            descriptor.Describe(structure.View, 0, vector);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [TestCase("")]
    [TestCase("sigma: 0.3\n")]
    public void Many_threads_describe_at_once(string options)
    {
        var descriptor = Descriptor(Counts + options);
        var structures = Enumerable.Range(0, 200).Select(seed => RandomStructures.Isolated(new Random(seed), 5 + (seed % 30))).ToArray();
        var alone = structures.Select(structure => Vector(descriptor, structure, 0)).ToArray();

        var together = structures.AsParallel().AsOrdered().WithDegreeOfParallelism(4)
            .Select(structure => Vector(descriptor, structure, 0)).ToArray();

        Assert.That(together, Is.EqualTo(alone));
    }

    private static PairRdf Descriptor(string text) => new(DescriptorSpec.Parse(text));

    private static float[] Vector(PairRdf descriptor, AtomicStructure structure, int absorber)
    {
        var vector = new float[descriptor.Length];
        descriptor.Describe(structure.View, absorber, vector);
        return vector;
    }
}
