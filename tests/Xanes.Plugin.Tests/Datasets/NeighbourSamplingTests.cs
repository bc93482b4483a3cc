using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Datasets;

/// <summary>Silver among many elements: mixtures and centres as in zeolites.</summary>
public sealed class NeighbourSamplingTests
{
    // From Cordero et al. 2008, as ASE's table of covalent radii has them.
    [TestCase(1, 0.31)]
    [TestCase(8, 0.66)]
    [TestCase(17, 1.02)]
    [TestCase(47, 1.45)]
    [TestCase(53, 1.39)]
    [TestCase(58, 2.04)]
    [TestCase(79, 1.36)]
    [TestCase(96, 1.69)]
    public void Covalent_radii_are_those_of_the_table(int atomicNumber, double radius) =>
        Assert.That(CovalentRadii.Of(atomicNumber), Is.EqualTo(radius));

    [Test]
    public void An_element_beyond_the_table_of_radii_is_refused() =>
        Assert.That(() => CovalentRadii.Of(97), Throws.TypeOf<InvalidInputException>().With.Message.Contains("Bk has no tabulated covalent radius"));

    [Test]
    public void Each_cluster_is_of_one_mixture_and_keeps_distances_by_radii()
    {
        const string Mixtures = """
            protocol: ag-k-green-2
            sampling: mixtures
            contact: 0.8
            minimum_distances: {Cl-Cl: 3.0}
            windows: [{share: 1, to: 4.0}]
            mixtures:
              - {share: 3, atoms: {Cl: [1, 4]}}
              - {share: 1, atoms: {S: [1, 3], Ag: [0, 2]}}

            """;
        var clusters = Clusters(Mixtures + "count: 200\nseed: 3\n");

        Assert.That(clusters, Has.Count.EqualTo(200));
        var chlorides = 0;
        foreach (var cluster in clusters)
        {
            var elements = cluster.AtomicNumbers.ToArray()[1..];
            Assert.That(elements.All(z => z == 17) || (elements.Contains(16) && elements.All(z => z is 16 or 47)), Is.True);
            chlorides += elements[0] == 17 ? 1 : 0;
            for (var i = 0; i < cluster.Count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var (first, second) = (cluster.AtomicNumbers[i], cluster.AtomicNumbers[j]);
                    var least = first == 17 && second == 17 ? 3.0 : 0.8 * (Radius(first) + Radius(second));
                    Assert.That((cluster.Position(i) - cluster.Position(j)).Length, Is.GreaterThanOrEqualTo(least - 1e-9));
                }
            }
        }

        // Three quarters; sulfides whose atoms find no room are drawn again from all.
        Assert.That(chlorides, Is.InRange(140, 165));
    }

    [Test]
    public void The_shipped_mixtures_hold_every_element_of_the_protocol()
    {
        var plan = DataSetPlan.Parse("nowhere", DataSetPresets.ReadText("ag-k-neighbours") + "count: 600\nseed: 1\n");
        var elements = plan.Jobs().SelectMany(job => job.Structure.Cluster.AtomicNumbers.ToArray()).Distinct();

        Assert.That(elements, Is.EquivalentTo(plan.Protocol.Elements));
    }

    [Test]
    public void Centres_as_in_zeolites_have_aluminium_for_some_silicon_and_companions_at_the_oxygen()
    {
        var clusters = Clusters(DataSetPresets.ReadText("ag-k-zeolite") + "count: 300\nseed: 2\n");

        var (silicon, aluminium) = (0, 0);
        foreach (var cluster in clusters)
        {
            var oxygens = Atoms(cluster, 8);
            silicon += Atoms(cluster, 14).Count;
            aluminium += Atoms(cluster, 13).Count;
            foreach (var (element, least, most) in new[] { (14, 1.49, 1.78), (13, 1.55, 1.95), (11, 2.23, 2.72), (19, 2.58, 3.12), (1, 0.93, 1.04) })
            {
                foreach (var atom in Atoms(cluster, element))
                {
                    Assert.That(oxygens.Min(oxygen => Math.Abs((oxygen - atom).Length - ((least + most) / 2.0))), Is.LessThanOrEqualTo((most - least) / 2.0));
                }
            }
        }

        Assert.That(aluminium / (double)(silicon + aluminium), Is.InRange(0.33, 0.47));
    }

    [TestCase("contact: 0.85", "contact: 5", "'contact' must be a number from 0.5 to 1.5")]
    [TestCase("share: 4, atoms: {O: [1, 6], H: [0, 6], Ag: [0, 2]}", "share: 0, atoms: {O: [1, 6]}", "'share' must be a number from")]
    [TestCase("atoms: {O: [1, 6], H: [0, 6], Ag: [0, 2]}", "atoms: {O: [1, 600]}", "'O' must be [least, most], whole numbers from 0 to 100")]
    [TestCase("atoms: {O: [1, 6], H: [0, 6], Ag: [0, 2]}", "atoms: {Bk: [1, 6]}", "Bk has no tabulated covalent radius")]
    [TestCase("rotocol: ag-k-green-2", "rotocol: ag-k-green-2\nelements: [O]", "'elements' does not go with mixtures")]
    public void A_mistake_in_mixtures_is_refused_at_once(string right, string wrong, string message)
    {
        var text = DataSetPresets.ReadText("ag-k-neighbours").Replace(right, wrong, StringComparison.Ordinal) + "count: 5\nseed: 1\n";

        Assert.That(
            () => DataSetPlan.Parse("nowhere", text),
            Throws.TypeOf<InvalidInputException>().With.Message.StartsWith("nowhere").And.Message.Contains(message).And.Message.Not.Contains("\n"));
    }

    [Test]
    public void A_crystal_of_elements_that_the_protocol_does_not_list_is_refused_in_terms_of_the_protocol()
    {
        using var folder = new TemporaryFolder();
        var source = folder["telluride.extxyz"];
        File.WriteAllText(source, "2\nLattice=\"5 0 0 0 5 0 0 0 5\" Properties=species:S:1:pos:R:3\nAg 0 0 0\nTe 2.5 2.5 2.5\n");

        Assert.That(
            () => DataSetWorkshop.Create(folder["set"], DataSetPresets.ReadText("ag-k-crystal") + "count: 2\nseed: 1\n", [source]),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("telluride.extxyz").And.Message.Contains("(Te)")
                .And.Message.Contains("protocol ag-k-green-2 does not list").And.Message.Not.Contains("model"));
    }

    private static double Radius(int atomicNumber) => atomicNumber switch { 16 => 1.05, 17 => 1.02, _ => 1.45 };

    private static List<AtomicStructure> Clusters(string plan) => [.. DataSetPlan.Parse("nowhere", plan).Jobs().Select(job => job.Structure.Cluster)];

    private static List<Vector3Double> Atoms(AtomicStructure cluster, int atomicNumber) =>
        [.. Enumerable.Range(0, cluster.Count).Where(atom => cluster.AtomicNumbers[atom] == atomicNumber).Select(cluster.Position)];
}
