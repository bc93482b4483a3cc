using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Models;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Models;

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
        Assert.That(verdict.Reason, Does.Contain("unlike all training data").And.Contain("glass"));
    }

    [Test]
    public void Each_bound_that_is_overstepped_is_named()
    {
        var crowded = Cut([47, 8, 8, 8, 8, 8, 14], [0, 0, 0, 1.7, 0, 0, 0, 2.3, 0, 0, 0, 2.3, -2.3, 0, 0, 0, -2.3, 0, 0.9, 2.3, 0.5]);

        var verdict = Trained().Judge(crowded);

        Assert.That(verdict.IsInside, Is.False);
        Assert.That(verdict.Reason, Does.Contain("6 neighbours (training data: 4 to 4)"));
        Assert.That(verdict.Reason, Does.Contain("5 O neighbours (training data: 4 to 4)"));
        Assert.That(verdict.Reason, Does.Contain("1 Si neighbours (training data: 0 to 0)"));
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
            var statistics = new DomainStatistics("Ag", ["O", "Si", "Ag"]);
            for (var copy = 0; copy < 20; copy++)
            {
                statistics.Add("set", cluster);
            }

            Assert.That(statistics.Build().Bounds.NearestPairs, Is.EqualTo(SlowNearestPairs(cluster)).Within(1e-12), $"{count} atoms");
        }
    }

    [Test]
    public void The_distance_is_that_of_Mahalanobis_in_units_of_the_limit()
    {
        double[] mean = [1.0, -2.0];
        var component = new DomainComponent("a", 30, 2.5, mean, [4.0, 1.5, 3.0]);
        var covariance = Matrix<double>.Build.DenseOfRowArrays([4.0, 1.5], [1.5, 3.0]);
        var offset = Vector<double>.Build.Dense([3.2 - 1.0, 0.7 + 2.0]);
        var expected = offset * covariance.Inverse() * offset / (2.5 * 2.5);

        Assert.That(component.SquaredDistance([3.2, 0.7]), Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void A_covariance_that_is_none_is_refused()
    {
        var fault = Assert.Throws<InvalidInputException>(() => _ = new DomainComponent("a", 30, 1.0, [0.0, 0.0], [1.0, 2.0, 1.0]));

        Assert.That(fault!.Message, Does.Contain("positive definite"));
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
    public void Kinds_of_which_there_are_few_are_joined()
    {
        var statistics = new DomainStatistics("Ag", ["O", "Si"]);
        for (var i = 0; i < 30; i++)
        {
            statistics.Add(i < 25 ? "many" : $"rare/{i}", Tetrahedron(2.2 + (0.01 * i)));
        }

        Assert.That(statistics.Build().Components.Select(component => (component.Name, component.Count)), Is.EqualTo(new[] { ("many", 25), ("others", 5) }));
    }

    [Test]
    public void Too_few_training_structures_are_refused()
    {
        var statistics = new DomainStatistics("Ag", ["O", "Si"]);
        statistics.Add("set", Tetrahedron(2.3));

        Assert.Throws<InvalidInputException>(() => statistics.Build());
    }

    private static DomainOfTraining Trained()
    {
        var statistics = new DomainStatistics("Ag", ["O", "Si"]);
        for (var i = 0; i < 60; i++)
        {
            statistics.Add("glass", Tetrahedron(2.1 + (0.4 * i / 59.0)));
        }

        return statistics.Build();
    }

    private static Cluster Tetrahedron(double radius)
    {
        var a = radius / Math.Sqrt(3.0);
        return Cut([47, 8, 8, 8, 8], [0, 0, 0, a, a, a, a, -a, -a, -a, a, -a, -a, -a, a]);
    }

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
