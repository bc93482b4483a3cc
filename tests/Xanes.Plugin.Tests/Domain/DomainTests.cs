using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Domain;
using Xanes.Plugin.Models;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Domain;

public sealed class DomainTests
{
    private static readonly ClusterSpec Spec = new(5.0, [8, 14], ignoreUnlisted: false);

    [Test]
    public void A_cluster_like_the_training_data_is_inside()
    {
        var domain = Trained();

        var verdict = domain.Judge(Tetrahedron(2.3));

        Assert.That(verdict.IsInside);
        Assert.That(verdict.Distance, Is.LessThanOrEqualTo(1.0));
        Assert.That(verdict.Reason, Does.Contain("glass"));
    }

    [Test]
    public void Neighbours_at_a_distance_that_no_training_cluster_has_are_outside()
    {
        var verdict = Trained().Judge(Tetrahedron(3.4));

        Assert.That(verdict.IsInside, Is.False);
        Assert.That(verdict.Distance, Is.GreaterThan(1.0));
        Assert.That(verdict.Reason, Does.Contain("unlike all training data; nearest is glass, which has").And.Contain("Ag-O 3.40 Å"));
    }

    [Test]
    public void Another_arrangement_of_the_same_distances_is_outside()
    {
        var square = Cut([47, 8, 8, 8, 8], [0, 0, 0, 2.3, 0, 0, -2.3, 0, 0, 0, 2.3, 0, 0, -2.3, 0]);
        var chain = Cut([47, 8, 8, 8, 8], [0, 0, 0, 2.3, 0, 0, 1.626, 1.626, 0, 0, 2.3, 0, -1.626, 1.626, 0]);

        Assert.That(Trained().Judge(square).IsInside, Is.False);
        Assert.That(Trained().Judge(chain).IsInside, Is.False);
    }

    [Test]
    public void Few_neighbours_where_many_more_stand_just_behind_the_reach_are_outside()
    {
        double[] tetrahedron = [0, 0, 0, 1.3, 1.3, 1.3, 1.3, -1.3, -1.3, -1.3, 1.3, -1.3, -1.3, -1.3, 1.3];
        var behind = Enumerable.Range(0, 16).SelectMany(i => new[] { 5.5 * Math.Cos(i * Math.PI / 8), 5.5 * Math.Sin(i * Math.PI / 8), 0.0 });
        var alone = Cut([47, 8, 8, 8, 8], tetrahedron, Spec.WithMargin(DomainOfTraining.Margin));
        var surrounded = Cut([47, 8, 8, 8, 8, .. Enumerable.Repeat(14, 16)], [.. tetrahedron, .. behind], Spec.WithMargin(DomainOfTraining.Margin));

        Assert.That(Trained().Judge(alone).IsInside);
        var verdict = Trained().Judge(surrounded);
        Assert.That((verdict.IsInside, surrounded.Count, surrounded.Beyond), Is.EqualTo((false, 4, 16)));
        Assert.That(verdict.Reason, Does.Contain("4 neighbours within 5.0 Å but 16 more just behind"));
    }

    [Test]
    public void A_cluster_far_larger_than_any_of_the_training_data_is_refused_in_one_line()
    {
        var random = new Random(1);
        var structure = RandomStructures.Isolated(random, 80);
        var numbers = structure.AtomicNumbers.ToArray().Select((number, atom) => atom == 0 ? number : 8).ToArray();

        var fault = Assert.Throws<InvalidInputException>(() => Trained().Judge(Cut(numbers, structure.Positions.ToArray(), new ClusterSpec(50.0, [8, 14], false))));

        Assert.That(fault!.Message, Does.Contain("neighbours within the model's reach, the training data at most 4").And.Not.Contain("\n"));
    }

    [Test]
    public void Each_bound_that_is_overstepped_is_named()
    {
        var crowded = Cut([47, 8, 8, 8, 8, 8, 14], [0, 0, 0, 1.7, 0, 0, 0, 2.3, 0, 0, 0, 2.3, -2.3, 0, 0, 0, -2.3, 0, 0.9, 2.3, 0.5]);

        var verdict = Trained().Judge(crowded);

        Assert.That(verdict.IsInside, Is.False);
        Assert.That(verdict.Reason, Does.Contain("6 neighbours (training data: 4 to 4)"));
        Assert.That(verdict.Reason, Does.Contain("Ag (absorber) and O 1.70 Å apart"));
        Assert.That(verdict.Reason, Does.Contain("O and Si within reach of each other (not in the training data)"));
    }

    [Test]
    public void Neighbours_that_come_too_close_to_each_other_are_outside()
    {
        // Two of four O at 2.3 Å brought within 1.2 Å of each other.
        var bent = Cut([47, 8, 8, 8, 8], [0, 0, 0, 2.3, 0, 0, 1.987, 1.158, 0, -2.3, 0, 0, 0, 0, 2.3]);

        var verdict = Trained().Judge(bent);

        Assert.That(verdict.IsInside, Is.False);
        Assert.That(verdict.Reason, Does.StartWith("O and O 1.20 Å apart"));
    }

    [Test]
    public void The_nearest_pairs_are_found_in_clusters_of_any_size()
    {
        var random = new Random(3);
        for (var count = 1; count < 40; count++)
        {
            var structure = RandomStructures.Isolated(random, count);
            var cluster = Cut(structure.AtomicNumbers.ToArray(), structure.Positions.ToArray(), new ClusterSpec(5.0, [8, 14, 47], false));
            var builder = new DomainBuilder("Ag", ["O", "Si", "Ag"], 5.0);
            for (var copy = 0; copy < 20; copy++)
            {
                builder.Add("set", null, cluster);
            }

            Assert.That(builder.Build().Bounds.NearestPairs, Is.EqualTo(SlowNearestPairs(cluster)).Within(1e-12), $"{count} atoms");
        }
    }

    [Test]
    public void Judging_a_cluster_that_is_inside_allocates_nothing()
    {
        var domain = Trained();
        var cluster = Tetrahedron(2.3);
        domain.Judge(cluster);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < 100; call++)
        {
            domain.Judge(cluster);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Kinds_of_the_same_elements_of_which_there_are_few_are_joined()
    {
        var builder = new DomainBuilder("Ag", ["O", "Si"], 5.0);
        for (var i = 0; i < 30; i++)
        {
            builder.Add(i < 25 ? "many" : "rare", i < 25 ? null : $"{i}", Tetrahedron(2.2 + (0.01 * i)));
        }

        Assert.That(builder.Build().GroupNames, Is.EqualTo(new[] { "many", "rare/25 and 4 more" }));
    }

    [Test]
    public void A_structure_of_a_small_kind_is_inside_and_what_is_unlike_each_of_them_is_outside()
    {
        var builder = new DomainBuilder("Ag", ["O", "Si"], 5.0);
        for (var i = 0; i < 60; i++)
        {
            builder.Add("glass", null, Tetrahedron(2.1 + (0.2 * i / 59.0)));
        }

        builder.Add("crystal", "one", Tetrahedron(3.0));
        builder.Add("crystal", "one", Tetrahedron(3.02));
        var domain = builder.Build();

        Assert.That(domain.Judge(Tetrahedron(3.01)).Reason, Is.EqualTo("resembles crystal/one"));
        Assert.That(domain.Judge(Tetrahedron(2.7)).IsInside, Is.False);
        Assert.That(domain.Judge(Tetrahedron(3.4)).IsInside, Is.False);
    }

    [Test]
    public void Elements_that_no_training_structure_has_together_are_outside_and_named()
    {
        var spec = new ClusterSpec(5.0, [8, 16, 17], ignoreUnlisted: false);
        var builder = new DomainBuilder("Ag", ["O", "S", "Cl"], 5.0);
        for (var i = 0; i < 60; i++)
        {
            builder.Add("random", null, Cut(i % 2 == 0 ? [47, 8, 8, 16] : [47, 8, 17, 17], Triangle(2.2 + (0.005 * i)), spec));
        }

        var domain = builder.Build();

        Assert.That(domain.GroupNames, Is.EqualTo(new[] { "random (O, S)", "random (O, Cl)" }));
        Assert.That(domain.Judge(Cut([47, 8, 8, 16], Triangle(2.31), spec)).Reason, Is.EqualTo("resembles random (O, S)"));
        var mixed = domain.Judge(Cut([47, 8, 17, 16], Triangle(2.31), spec));
        Assert.That((mixed.IsInside, mixed.Distance > 1.0), Is.EqualTo((false, true)));
        Assert.That(mixed.Reason, Does.Contain("no training structures have these elements together; nearest is random (O, ").And.Contain("which has no "));
    }

    [Test]
    public void A_domain_of_78_elements_and_many_groups_fits_in_a_small_card_that_gives_the_same_verdicts()
    {
        string[] elements = [.. Enumerable.Range(1, 83).Where(number => number is not (2 or 10 or 18 or 36 or 54)).Select(ChemicalElement.Symbol)];
        var spec = DescriptorSpec.Parse($"kind: neighbours\nabsorber: Ag\nelements: [{string.Join(", ", elements)}]\nr_max: 5.0\n");
        var clusterSpec = ClusterSpec.From(spec);
        var builder = new DomainBuilder("Ag", elements, 5.0);
        var random = new Random(7);
        var clusters = Enumerable.Range(0, 800).Select(_ =>
        {
            var structure = RandomStructures.Isolated(random, 12);
            int[] numbers = [47, .. Enumerable.Range(1, structure.Count - 1).Select(_ => clusterSpec.Elements[random.Next(clusterSpec.Elements.Count)])];
            return Cut(numbers, structure.Positions.ToArray(), clusterSpec);
        }).ToArray();
        foreach (var (cluster, index) in clusters.Select((cluster, index) => (cluster, index)))
        {
            builder.Add($"set-{index % 20}", $"group-{index % 160}", cluster);
        }

        var domain = builder.Build();
        var card = ModelCardReader.ReadFolder(TestFiles.InTree("tests/data/models/ag-k-ridge"));
        card = card with { Domain = domain, Info = card.Info with { Elements = elements, Descriptor = spec } };
        var text = ModelCardWriter.Write(card);
        var again = ModelCardReader.Read(YamlMap.Parse(text, "card")).Domain;

        Assert.That(text, Has.Length.LessThan(100_000));
        Assert.That(clusters.Count(cluster => domain.Judge(cluster).IsInside), Is.GreaterThan(720));
        Assert.That(clusters.Select(cluster => again.Judge(cluster).Reason), Is.EqualTo(clusters.Select(cluster => domain.Judge(cluster).Reason)));
    }

    [Test]
    public void Too_few_training_structures_are_refused()
    {
        var builder = new DomainBuilder("Ag", ["O", "Si"], 5.0);
        builder.Add("set", null, Tetrahedron(2.3));

        Assert.Throws<InvalidInputException>(() => builder.Build());
    }

    private static DomainOfTraining Trained()
    {
        var builder = new DomainBuilder("Ag", ["O", "Si"], 5.0);
        for (var i = 0; i < 60; i++)
        {
            builder.Add("glass", null, Tetrahedron(2.1 + (0.4 * i / 59.0)));
        }

        return builder.Build();
    }

    private static Cluster Tetrahedron(double radius)
    {
        var a = radius / Math.Sqrt(3.0);
        return Cut([47, 8, 8, 8, 8], [0, 0, 0, a, a, a, a, -a, -a, -a, a, -a, -a, -a, a]);
    }

    /// <summary>The absorber at the origin and three atoms at a distance.</summary>
    private static double[] Triangle(double radius) => [0, 0, 0, radius, 0, 0, -0.5 * radius, 0.866 * radius, 0, -0.5 * radius, -0.866 * radius, 0];

    private static Cluster Cut(int[] numbers, double[] positions, ClusterSpec? spec = null)
    {
        var cluster = new Cluster();
        ClusterBuilder.Build(new StructureView(numbers, positions), 0, spec ?? Spec, cluster);
        return cluster;
    }

    private static double[] SlowNearestPairs(Cluster cluster)
    {
        var nearest = Enumerable.Repeat(double.PositiveInfinity, 6).ToArray();
        int[,] place = { { 0, 1, 2 }, { 1, 3, 4 }, { 2, 4, 5 } };
        for (var i = 0; i < cluster.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var pair = place[cluster.SpeciesOf(i), cluster.SpeciesOf(j)];
                var distance = new Vector3Double(cluster.X[i] - cluster.X[j], cluster.Y[i] - cluster.Y[j], cluster.Z[i] - cluster.Z[j]).Length;
                nearest[pair] = Math.Min(nearest[pair], distance);
            }
        }

        return nearest;
    }
}
