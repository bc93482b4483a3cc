using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Datasets.Ledger;

namespace Xanes.Plugin.Tests.Datasets;

public sealed class SamplingTests
{
    private static readonly Dictionary<(int, int), double> Minimum = new()
    {
        [(8, 47)] = 1.8,
        [(14, 47)] = 2.2,
        [(47, 47)] = 2.5,
        [(8, 8)] = 2.0,
        [(8, 14)] = 1.5,
        [(14, 14)] = 2.2,
    };

    [TestCase("random")]
    [TestCase("latin-hypercube")]
    public void Clusters_keep_the_ranges_of_the_preset(string sampling)
    {
        var clusters = Clusters(Plan("ag-k-green-2", 300, 7, ("sampling: random ", $"sampling: {sampling} ")));

        Assert.That(clusters, Has.Count.EqualTo(300));
        foreach (var cluster in clusters)
        {
            var elements = cluster.AtomicNumbers.ToArray();
            Assert.That(elements[0], Is.EqualTo(47));
            Assert.That(cluster.Position(0), Is.EqualTo(default(Vector3Double)));
            Assert.That(elements.Count(z => z == 8), Is.InRange(0, 6));
            Assert.That(elements.Count(z => z == 14), Is.InRange(0, 4));
            Assert.That(elements.Count(z => z == 47), Is.InRange(1, 4));
            Assert.That(elements, Has.Some.EqualTo(8).Or.Some.EqualTo(14));
            for (var i = 0; i < cluster.Count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var pair = (Math.Min(elements[i], elements[j]), Math.Max(elements[i], elements[j]));
                    Assert.That((cluster.Position(i) - cluster.Position(j)).Length, Is.GreaterThanOrEqualTo(Minimum[pair] - 1e-9));
                }

                Assert.That(cluster.Position(i).Length, Is.LessThan(5.0 + 0.01));
            }
        }
    }

    [Test]
    public void Random_distances_follow_the_two_windows()
    {
        var far = Clusters(Plan("ag-k-green-2", 400, 3)).SelectMany(cluster => Enumerable.Range(1, cluster.Count - 1)
            .Where(atom => cluster.AtomicNumbers[atom] == 8).Select(atom => cluster.Position(atom).Length)).ToArray();

        // Oxygen: 30 % are uniform from 1.8 to 5.0 Å, of which 1.4 / 3.2 lie beyond 3.6 Å: 13 %; crowding inside pushes it up a little.
        Assert.That(far.Count(distance => distance > 3.61) / (double)far.Length, Is.InRange(0.10, 0.20));
    }

    [Test]
    public void A_latin_hypercube_spreads_the_counts_evenly()
    {
        var clusters = Clusters(Plan("ag-k-green-2", 350, 5, ("sampling: random ", "sampling: latin-hypercube ")));

        var oxygens = clusters.CountBy(cluster => cluster.AtomicNumbers.ToArray().Count(z => z == 8)).ToDictionary();

        Assert.That(Enumerable.Range(1, 6).Select(count => oxygens[count]), Is.All.InRange(42, 58));
    }

    [Test]
    public void The_same_seed_gives_the_same_jobs_and_another_seed_others()
    {
        var first = Jobs(Plan("ag-k-green-2", 50, 7)).Select(job => job.Id).ToArray();
        var again = Jobs(Plan("ag-k-green-2", 50, 7)).Select(job => job.Id).ToArray();
        var other = Jobs(Plan("ag-k-green-2", 50, 8)).Select(job => job.Id).ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(again, Is.EqualTo(first));
            Assert.That(other.Intersect(first), Is.Empty);
        });
    }

    [Test]
    public void A_user_leaves_elements_out()
    {
        var clusters = Clusters(Plan("ag-k-green-2", 60, 1) + "elements: [O]\n");

        Assert.That(clusters.SelectMany(cluster => cluster.AtomicNumbers.ToArray()).Distinct(), Is.EquivalentTo(new[] { 8, 47 }));
    }

    [Test]
    public void Glass_like_centres_have_their_formers_behind_the_shell()
    {
        var clusters = Clusters(Plan("ag-k-glass", 200, 2));

        var bridges = 0;
        foreach (var cluster in clusters)
        {
            var oxygens = Atoms(cluster, 8);
            Assert.That(oxygens, Has.Count.InRange(1, 8));
            Assert.That(oxygens.Select(oxygen => oxygen.Length), Is.All.InRange(1.94, 3.02));
            foreach (var silicon in Atoms(cluster, 14))
            {
                var bridge = oxygens.MinBy(oxygen => (oxygen - silicon).Length);
                Assert.That((bridge - silicon).Length, Is.InRange(1.49, 1.78));
                bridges++;
            }
        }

        Assert.That(bridges / (double)clusters.Sum(cluster => Atoms(cluster, 8).Count), Is.InRange(0.65, 0.85));
        Assert.That(clusters.Select(cluster => Atoms(cluster, 47).Count).Distinct().Order(), Is.EqualTo(new[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void Perturbed_crystals_are_cut_at_the_cutoff_and_named_by_their_crystal()
    {
        using var folder = new TemporaryFolder();
        var sources = new[] { "ag2o.cif", "ago.cif" }.Select(name => TestFiles.Data($"structures/{name}")).ToArray();
        var workshop = DataSetWorkshop.Create(folder.Path, Plan("ag-k-crystal", 30, 4), sources);

        var jobs = workshop.Plan.Jobs().ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(jobs.Select(job => job.Structure.Group).Distinct().Order(), Is.EqualTo(new[] { "ag2o", "ago" }));
            // Ag2O has 26 neighbours within 5.0 Å of an Ag, AgO 36 to 38; strain and vacancies change it by a few.
            Assert.That(jobs.Where(job => job.Structure.Group == "ag2o").Select(job => job.Structure.Cluster.Count), Is.All.InRange(18, 35));
            Assert.That(jobs.Where(job => job.Structure.Group == "ago").Select(job => job.Structure.Cluster.Count), Is.All.InRange(30, 45));
            Assert.That(jobs.Select(job => job.Structure.Cluster.Position(1).Length).Distinct().Count(), Is.GreaterThan(25));
        });
    }

    [Test]
    public void Structures_of_files_are_taken_as_they_are_and_equal_surroundings_once()
    {
        using var folder = new TemporaryFolder();
        var source = TestFiles.Data("structures/ag2o.cif");
        var workshop = DataSetWorkshop.Create(folder.Path, Plan("ag-k-files", 10, 1), [source]);

        var cluster = workshop.Plan.Jobs().Single().Structure.Cluster;

        // The two O of silver in cuprite stand sqrt(3)/4 of the lattice constant away.
        Assert.That(Atoms(cluster, 8).Select(atom => atom.Length).Order().Take(2), Is.All.EqualTo(2.05).Within(0.02));
    }

    [TestCase("ag-k-green-2", "share: 0.7", "share: 0.6", "add up to 1")]
    [TestCase("ag-k-green-2", "sampling: random ", "sampling: odd ", "'sampling' must be")]
    [TestCase("ag-k-green-2", "rounding: 0.01", "rounding: 0", "'rounding' must be a number from 0.000001 to 0.1")]
    [TestCase("ag-k-green-2", "rounding: 0.01", "rounding: NaN", "'rounding' must be a number from 0.000001 to 0.1")]
    [TestCase("ag-k-green-2", "rounding: 0.01", "rounding: Infinity", "'rounding' must be a number from 0.000001 to 0.1")]
    [TestCase("ag-k-green-2", "rounding: 0.01", "rounding: 10", "'rounding' must be a number from 0.000001 to 0.1")]
    [TestCase("ag-k-green-2", "rounding: 0.01", "rounding: 0.03", "1 Å divided by a whole number")]
    [TestCase("ag-k-green-2", "O: [0, 6]", "O: [0, 1e9]", "'O' must be [least, most], whole numbers from 0 to 100")]
    [TestCase("ag-k-green-2", "O: [0, 6]", "O: [0.5, 6]", "'O' must be [least, most], whole numbers from 0 to 100")]
    [TestCase("ag-k-green-2", "to: 3.6", "to: NaN", "'to' must be a number from 0 to 30")]
    [TestCase("ag-k-green-2", "to: 3.6", "to: 1.0", "must be above the minimum distance of O-Ag, 1.8 Å")]
    [TestCase("ag-k-green-2", "Ag-O: 1.8", "Ag-O: NaN", "'Ag-O' must be a number from 0.7 to 10")]
    [TestCase("ag-k-green-2", "Ag-O: 1.8", "Ag-O: 1.8, O-Ag: 1.9", "'O-Ag' gives a pair that is there already")]
    [TestCase("ag-k-green-2", "at_least_one_of: [O, Si]", "at_least_one_of: [Au]", "'at_least_one_of' names no element")]
    [TestCase("ag-k-green-2", "rounding: 0.01", "roundin: 0.01", "'roundin' is no key of sampling 'random'")]
    [TestCase("ag-k-glass", "count: [1, 8]", "count: [100, 100]", "'count' must be [least, most], whole numbers from 0 to 24")]
    [TestCase("ag-k-glass", "distance: [2.40, 0.25]", "distance: [9, 0.1]", "almost never falls 'within' [1.95, 3]")]
    [TestCase("ag-k-glass", "distance: [2.40, 0.25]", "distance: [NaN, 0.1]", "'distance' must be two numbers")]
    [TestCase("ag-k-glass", "share: 0.8", "share: 8", "'share' must be a number from 0 to 1")]
    [TestCase("ag-k-glass", "angle: [108, 155]", "angle: [155, 108]", "'angle' must be [least, most] from 0 to 180")]
    [TestCase("ag-k-glass", "counts: [0.5, 0.25, 0.15, 0.1]", "counts: [0.5]", "adding up to 1")]
    public void A_recipe_with_a_mistake_is_refused_at_once(string preset, string right, string wrong, string message)
    {
        Assert.That(
            () => DataSetPlan.Parse("nowhere", Plan(preset, 50, 1, (right, wrong))),
            Throws.TypeOf<InvalidInputException>().With.Message.StartsWith("nowhere").And.Message.Contains(message).And.Message.Not.Contains("\n"));
    }

    [TestCase(0)]
    [TestCase(2_000_000)]
    public void A_number_of_structures_out_of_reach_is_refused(int count)
    {
        Assert.That(
            () => DataSetPlan.Parse("nowhere", Plan("ag-k-green-2", count, 1)),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("'count' must be a whole number from 1 to 1000000"));
    }

    [Test]
    public void A_latin_hypercube_that_fills_the_memory_is_refused_before_it_is_drawn()
    {
        Assert.That(
            () => DataSetPlan.Parse("nowhere", Plan("ag-k-green-2", 1_000_000, 1, ("sampling: random ", "sampling: latin-hypercube "))),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("more than 50,000,000 together"));
    }

    [Test]
    public void All_faults_of_a_recipe_and_all_missing_distances_are_told_at_once()
    {
        Assert.That(
            () => DataSetPlan.Parse("nowhere", Plan("ag-k-crystal", 0, 1, ("strain: 0.015", "strain: 5"), ("cutoff: 5.0", "cutoff: 500"))),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("'count' must be").And.Message.Contains("'sources' is missing"));
        Assert.That(
            () => DataSetPlan.Parse("nowhere", Plan("ag-k-glass", 50, 1, ("share: 0.8", "share: 8"), ("count: [1, 8]", "count: [9, 1]"), ("rounding: 0.01", "rounding: 1"))),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("'share' must be").And.Message.Contains("'count' must be").And.Message.Contains("'rounding' must be"));
        Assert.That(
            () => DataSetPlan.Parse("nowhere", Plan("ag-k-green-2", 50, 1, ("O-O: 2.0, O-Si: 1.5, ", ""))),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("no distance for O-O, O-Si; add them, in Å"));
    }

    [Test]
    public void Drawing_in_vain_ends_with_the_reason()
    {
        // 24 O cannot stand within 3.0 Å of the absorber and 2.3 Å apart from each other.
        Assert.That(
            () => Jobs(Plan("ag-k-glass", 5, 1, ("count: [1, 8]", "count: [24, 24]"), ("share: 0.8", "share: 0"))),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("gives 0 different structures and no more").And.Message.Contains("1001 found no room"));
    }

    private static string Plan(string preset, int count, int seed, params (string Old, string New)[] changes) =>
        changes.Aggregate(DataSetPresets.ReadText(preset), (text, change) => text.Replace(change.Old, change.New))
        + $"count: {count}\nseed: {seed}\n";

    private static List<PlannedJob> Jobs(string plan) => [.. DataSetPlan.Parse("nowhere", plan).Jobs()];

    private static List<AtomicStructure> Clusters(string plan) => [.. Jobs(plan).Select(job => job.Structure.Cluster)];

    private static List<Vector3Double> Atoms(AtomicStructure cluster, int atomicNumber) =>
        [.. Enumerable.Range(0, cluster.Count).Where(atom => cluster.AtomicNumbers[atom] == atomicNumber).Select(cluster.Position)];
}
