using System.Collections.Concurrent;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Descriptors;
using Xanes.Plugin.Reconstruction;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Reconstruction;

public sealed class ReconstructorTests
{
    private const string Smeared = "sigma: 0.1\nweight: inverse-distance";

    private static readonly DescriptorSpec Spec = DescriptorSpec.Parse("kind: pair-rdf\nabsorber: Ag\nelements: [O, Si, Ag]\nr_max: 5.0\n");

    [TestCase(ReconstructionMethod.Joint)]
    [TestCase(ReconstructionMethod.TwoStage)]
    public void The_papers_cluster_comes_back_with_every_count_equal(ReconstructionMethod method)
    {
        var cluster = StructureReader.Read(TestFiles.Data("agsi2o4.extxyz")).Single().Structure;

        var answer = Reconstructor.Reconstruct(Counts(cluster), Spec, new ReconstructionOptions { Method = method }).Best;

        Assert.That(answer.Verdict, Is.EqualTo(ReconstructionVerdict.Exact));
        Assert.That(answer.DifferingCounts, Is.Zero);
        Assert.That(answer.FarthestOutside, Is.Zero);
        Assert.That(answer.Structure.AtomicNumbers.ToArray(), Is.EqualTo(new[] { 47, 8, 8, 8, 8, 14, 14 }));
        Assert.That(answer.Structure.Position(0).Length, Is.Zero);
        Assert.That(Counts(answer.Structure), Is.EqualTo(Counts(cluster)));
        Assert.That(answer.DistanceError, Is.GreaterThan(0.0).And.LessThan(0.05));
    }

    [Test]
    public void Clusters_of_the_data_come_back_with_every_sorted_distance_within_a_bin()
    {
        var clusters = StructureReader.Read(TestFiles.InTree("models/data/ag-k-green-2/structures.extxyz"))
            .Select(frame => frame.Structure).Where(cluster => cluster.Count is >= 2 and <= 9).Take(24).ToArray();

        foreach (var cluster in clusters)
        {
            var answer = Reconstructor.Reconstruct(Counts(cluster), Spec).Best;

            Assert.That(answer.Verdict, Is.Not.EqualTo(ReconstructionVerdict.None));
            Assert.That(SortedRadii(answer.Structure), Is.EqualTo(SortedRadii(cluster)).Within(0.055));
        }
    }

    [Test]
    public void One_solution_of_a_small_cluster_is_the_cluster_itself_whatever_its_orientation()
    {
        // Three atoms around the absorber: six distances fix them but for a reflection.
        var cluster = new AtomicStructure([47, 8, 8, 14], [0, 0, 0, 2.02, 0, 0, 0.3, 2.13, 0, -0.4, 0.6, 3.11]);

        var answer = Reconstructor.Reconstruct(Counts(cluster), Spec, new ReconstructionOptions { Refine = true }).Best;

        Assert.That(Superposition.Of(answer.Structure, cluster).Distance, Is.LessThan(0.1));
    }

    [Test]
    public void The_same_seed_gives_the_same_atoms_on_any_number_of_threads()
    {
        var counts = Counts(RandomStructures.Isolated(new Random(5), 8));
        var alone = new ReconstructionOptions { Seed = 3, Threads = 1 };

        var first = Reconstructor.Reconstruct(counts, Spec, alone).Best.Structure;
        var second = Reconstructor.Reconstruct(counts, Spec, alone with { Threads = 4 }).Best.Structure;
        var other = Reconstructor.Reconstruct(counts, Spec, alone with { Seed = 4 }).Best.Structure;

        Assert.That(second.Positions.ToArray(), Is.EqualTo(first.Positions.ToArray()));
        Assert.That(other.Positions.ToArray(), Is.Not.EqualTo(first.Positions.ToArray()));
    }

    [Test]
    public void Several_solutions_are_distinct_structures_of_the_same_counts()
    {
        var clusters = StructureReader.Read(TestFiles.InTree("models/data/ag-k-green-2/structures.extxyz"))
            .Select(frame => frame.Structure).Where(cluster => cluster.Count == 6).Take(5);
        var found = new List<int>();
        foreach (var cluster in clusters)
        {
            var counts = Counts(cluster);

            var solutions = Reconstructor.Reconstruct(counts, Spec, new ReconstructionOptions { MaximumSolutions = 3 }).Solutions;

            Assert.That(solutions.Select(solution => Counts(solution.Structure)), Is.All.EqualTo(counts));
            Assert.That(
                from one in solutions from other in solutions where one != other select Superposition.Of(one.Structure, other.Structure).Distance,
                Is.All.GreaterThan(0.2));
            found.Add(solutions.Count);
        }

        Assert.That(found, Has.Some.GreaterThan(1));
        Assert.That(found, Is.All.InRange(1, 3));
    }

    [Test]
    public void Refinement_moves_distances_towards_the_middle_of_their_bins_and_keeps_the_counts()
    {
        // Six distances that can take any values near these, so all can reach the middle: within 5 % of a bin's width.
        var counts = Counts(new AtomicStructure([47, 8, 8, 14], [0, 0, 0, 2.02, 0, 0, 0.3, 2.13, 0, -0.4, 0.6, 3.11]));

        var plain = Reconstructor.Reconstruct(counts, Spec).Best;
        var refined = Reconstructor.Reconstruct(counts, Spec, new ReconstructionOptions { Refine = true }).Best;

        Assert.That(refined.Verdict, Is.EqualTo(ReconstructionVerdict.Exact));
        Assert.That(refined.DistanceError, Is.LessThan(0.0055).And.LessThan(plain.DistanceError));
    }

    [Test]
    public void Refined_to_a_smeared_descriptor_the_papers_cluster_superposes_on_the_original()
    {
        // Its counts alone have many structures.
        var cluster = StructureReader.Read(TestFiles.Data("agsi2o4.extxyz")).Single().Structure;
        var options = new ReconstructionOptions { MaximumSolutions = 20, RefineTo = SmearedTarget(cluster), TimeLimit = TimeSpan.FromSeconds(60) };

        var best = Reconstructor.Reconstruct(Counts(cluster), Spec, options).Best;

        Assert.That(Superposition.Of(best.Structure, cluster).Distance, Is.LessThan(0.001));
        Assert.That(best.TargetDifference, Is.LessThan(1e-3));
        Assert.That(best.Verdict, Is.Not.EqualTo(ReconstructionVerdict.None));
    }

    [Test]
    public void Refinement_to_a_smeared_descriptor_comes_nearer_to_it_and_keeps_the_counts()
    {
        var clusters = StructureReader.Read(TestFiles.InTree("models/data/ag-k-green-2/structures.extxyz"))
            .Select(frame => frame.Structure).Where(cluster => cluster.Count is 4 or 5).Take(6);
        var (before, after) = (0.0, 0.0);
        foreach (var cluster in clusters)
        {
            var target = SmearedTarget(cluster);
            var plain = Reconstructor.Reconstruct(Counts(cluster), Spec).Best;

            var refined = Reconstructor.Reconstruct(Counts(cluster), Spec, new ReconstructionOptions { RefineTo = target }).Best;

            Assert.That(refined.Verdict, Is.Not.EqualTo(ReconstructionVerdict.None));
            Assert.That(refined.TargetDifference, Is.EqualTo(Difference(refined.Structure, target)).Within(1e-5));
            before += Difference(plain.Structure, target);
            after += Difference(refined.Structure, target);
        }

        Assert.That(after, Is.LessThan(0.8 * before));

        static double Difference(AtomicStructure structure, DescriptorTarget target) =>
            Math.Sqrt(Counts(structure, Smeared).Zip(target.Vector.ToArray()).Sum(pair => Math.Pow(pair.First - pair.Second, 2.0)));
    }

    [Test]
    public void Only_a_smeared_descriptor_that_fits_its_spec_can_be_refined_to()
    {
        var counts = Counts(StructureReader.Read(TestFiles.Data("agsi2o4.extxyz")).Single().Structure);

        Assert.That(Refining(new DescriptorTarget(counts, Spec)), Throws.InstanceOf<InvalidInputException>().With.Message.Contains("sigma above 0"));
        Assert.That(
            Refining(new DescriptorTarget(new float[7], SpecWith(Smeared))),
            Throws.InstanceOf<InvalidInputException>().With.Message.Contains("7 values, its spec makes 900"));
        Assert.That(
            Refining(new DescriptorTarget(Enumerable.Repeat(float.NaN, 900).ToArray(), SpecWith(Smeared))),
            Throws.InstanceOf<InvalidInputException>().With.Message.Contains("not finite"));

        Action Refining(DescriptorTarget target) =>
            () => Reconstructor.Reconstruct(counts, Spec, new ReconstructionOptions { RefineTo = target });
    }

    [Test]
    public void An_absorber_alone_is_its_own_solution()
    {
        var answer = Reconstructor.Reconstruct(new float[900], Spec).Best;

        Assert.That(answer.Verdict, Is.EqualTo(ReconstructionVerdict.Exact));
        Assert.That(answer.Structure.AtomicNumbers.ToArray(), Is.EqualTo(new[] { 47 }));
    }

    [Test]
    public void Counts_that_no_structure_has_end_with_the_closest_and_no_verdict_when_time_is_up()
    {
        // Four O at 2 Å, all six distances between them 3.9 to 4.0 Å: a regular tetrahedron there has edges of 3.27 Å.
        var counts = new float[900];
        counts[40] = 4;
        counts[300 + 39] = 6;
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var result = Reconstructor.Reconstruct(counts, Spec, new ReconstructionOptions { TimeLimit = TimeSpan.FromSeconds(0.3) });
        var refined = Reconstructor.Reconstruct(
            counts, Spec, new ReconstructionOptions { TimeLimit = TimeSpan.FromSeconds(0.3), RefineTo = new(new float[900], SpecWith(Smeared)) });

        Assert.That(refined.Best.Verdict, Is.EqualTo(ReconstructionVerdict.None));
        Assert.That(refined.Best.TargetDifference, Is.Null);
        Assert.That(result.Best.Verdict, Is.EqualTo(ReconstructionVerdict.None));
        Assert.That(result.Best.FarthestOutside, Is.GreaterThan(1.0));
        Assert.That(result.Best.DifferingCounts, Is.GreaterThan(0));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public void Atoms_as_many_as_can_be_searched_end_within_the_time_limit()
    {
        var cluster = RandomStructures.Isolated(new Random(8), 60);
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var result = Reconstructor.Reconstruct(
            Counts(cluster, "r_max: 10.0"), SpecWith("r_max: 10.0"), new ReconstructionOptions { TimeLimit = TimeSpan.FromSeconds(0.3) });

        Assert.That(result.Best.Structure.Count, Is.EqualTo(60));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public void A_search_tells_how_far_it_has_come()
    {
        var told = new ConcurrentQueue<ReconstructionProgress>();
        var counts = Counts(StructureReader.Read(TestFiles.Data("agsi2o4.extxyz")).Single().Structure);

        var result = Reconstructor.Reconstruct(counts, Spec, new ReconstructionOptions { MaximumSolutions = 3 }, new Told(told.Enqueue));

        Assert.That(told.Max(progress => progress.Starts), Is.EqualTo(result.Starts).And.EqualTo(told.Count));
        Assert.That(told.Max(progress => progress.Solutions), Is.GreaterThanOrEqualTo(result.Solutions.Count - 1));
        Assert.That(told.Min(progress => progress.LeastMisfit), Is.Zero);
    }

    [Test]
    public void A_search_can_be_cancelled()
    {
        var counts = new float[900];
        counts[40] = 4;
        counts[300 + 39] = 6;
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(0.1));

        Assert.That(
            () => Reconstructor.Reconstruct(counts, Spec, cancellation: cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("sigma: 0.3")]
    [TestCase("weight: inverse-distance")]
    [TestCase("taper: 1.0")]
    public void A_descriptor_that_does_not_hold_plain_counts_is_refused(string parameter)
    {
        Assert.That(
            () => Reconstructor.Reconstruct(new float[900], SpecWith(parameter)),
            Throws.InstanceOf<InvalidInputException>().With.Message.Contains("plain counts"));
    }

    [Test]
    public void Counts_that_disagree_are_named()
    {
        var counts = Counts(StructureReader.Read(TestFiles.Data("agsi2o4.extxyz")).Single().Structure);
        var pair = Array.FindIndex(counts, 400, count => count > 0);
        counts[pair]--;

        Assert.That(
            () => Reconstructor.Reconstruct(counts, Spec),
            Throws.InstanceOf<InvalidInputException>().With.Message.Contains("r(O) and r(Si) count 4 and 2 atoms, which make 8 pairs, but p(O,Si) counts 7"));
    }

    [TestCase(0.5f)]
    [TestCase(-1.0f)]
    [TestCase(float.NaN)]
    public void A_value_that_is_no_count_is_named(float value)
    {
        var counts = new float[900];
        counts[40] = value;

        Assert.That(
            () => Reconstructor.Reconstruct(counts, Spec),
            Throws.InstanceOf<InvalidInputException>().With.Message.Contains("r(O) 2.00-2.05 holds"));
    }

    [Test]
    public void A_pair_farther_apart_than_its_radii_allow_is_refused()
    {
        var counts = new float[900];
        counts[40] = 2;
        counts[300 + 45] = 1;

        Assert.That(
            () => Reconstructor.Reconstruct(counts, Spec),
            Throws.InstanceOf<InvalidInputException>().With.Message.Contains("p(O,O) has a pair at 4.5 Å or more, but the radial counts allow at most 4.1 Å"));
    }

    [Test]
    public void Too_many_atoms_a_length_that_does_not_fit_and_a_missing_absorber_are_refused()
    {
        var many = new float[900];
        many[40] = 65;
        many[300 + 20] = 65 * 64 / 2;

        Assert.That(() => Reconstructor.Reconstruct(many, Spec), Throws.InstanceOf<InvalidInputException>().With.Message.Contains("at most 64"));
        Assert.That(() => Reconstructor.Reconstruct(new float[7], Spec), Throws.InstanceOf<InvalidInputException>().With.Message.Contains("7 values"));
        Assert.That(
            () => Reconstructor.Reconstruct(new float[900], DescriptorSpec.Parse("kind: pair-rdf\nelements: [O, Si, Ag]\n")),
            Throws.InstanceOf<InvalidInputException>().With.Message.Contains("absorb"));
    }

    private static DescriptorSpec SpecWith(string parameter) =>
        DescriptorSpec.Parse($"kind: pair-rdf\nabsorber: Ag\nelements: [O, Si, Ag]\n{parameter}\n");

    private static DescriptorTarget SmearedTarget(AtomicStructure cluster) => new(Counts(cluster, Smeared), SpecWith(Smeared));

    private static float[] Counts(AtomicStructure cluster, string parameter = "r_max: 5.0")
    {
        var descriptor = new PairRdf(SpecWith(parameter));
        var counts = new float[descriptor.Length];
        descriptor.Describe(cluster.View, 0, counts);
        return counts;
    }

    private static double[] SortedRadii(AtomicStructure cluster) =>
        [.. Enumerable.Range(1, cluster.Count - 1)
            .Select(atom => (Element: cluster.AtomicNumbers[atom], Radius: (cluster.Position(atom) - cluster.Position(0)).Length))
            .OrderBy(atom => atom.Element).ThenBy(atom => atom.Radius)
            .Select(atom => atom.Radius)];

    private sealed class Told(Action<ReconstructionProgress> take) : IProgress<ReconstructionProgress>
    {
        public void Report(ReconstructionProgress value) => take(value);
    }
}
