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

    [TestCase("shares", "share: 0.7", "share: 0.6", "add up to 1")]
    [TestCase("pairs", "O-O: 2.0, ", "", "no distance for O-O")]
    [TestCase("kind", "sampling: random ", "sampling: odd ", "'sampling' must be")]
    public void A_recipe_with_a_mistake_is_refused(string name, string right, string wrong, string message)
    {
        Assert.That(
            () => Jobs(Plan("ag-k-green-2", 50, 1, (right, wrong))).Count,
            Throws.TypeOf<InvalidInputException>().With.Message.Contains(message), name);
    }

    private static string Plan(string preset, int count, int seed, params (string Old, string New)[] changes) =>
        changes.Aggregate(DataSetPresets.ReadText(preset), (text, change) => text.Replace(change.Old, change.New))
        + $"count: {count}\nseed: {seed}\n";

    private static List<PlannedJob> Jobs(string plan) => [.. DataSetPlan.Parse("nowhere", plan).Jobs()];

    private static List<AtomicStructure> Clusters(string plan) => [.. Jobs(plan).Select(job => job.Structure.Cluster)];

    private static List<Vector3Double> Atoms(AtomicStructure cluster, int atomicNumber) =>
        [.. Enumerable.Range(0, cluster.Count).Where(atom => cluster.AtomicNumbers[atom] == atomicNumber).Select(cluster.Position)];
}
