using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Domain;
using Xanes.Plugin.Models;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Domain;

/// <summary>The domains of the trained models: of networks on neighbours that reach 6 Å, and of a model on a vector that reaches 4.6 Å.</summary>
[TestFixture("models/ag-k-accurate", 10)]
[TestFixture("models/ag-k-fast", 10)]
[TestFixture("tests/data/models/ag-k-ridge", 20)]
public sealed class TrainedDomainTests(string folder, int gasInside)
{
    private const double Cell = 4.086;

    /// <summary>A share of fewer test spectra says little.</summary>
    private const int FewestForShare = 20;

    private static readonly double[][] Cubic = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
    private static readonly double[][] FaceCentred = [[0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0]];

    private ModelCard _card = null!;
    private ClusterSpec _spec = null!;

    [OneTimeSetUp]
    public void ReadCard()
    {
        _card = ModelCardReader.ReadFolder(TestFiles.InTree(folder));
        _spec = ClusterSpec.From(_card.Info.Descriptor).WithMargin(DomainOfTraining.Margin);
    }

    [Test]
    public void Of_the_test_spectra_of_each_set_and_of_all_at_least_95_in_100_are_inside()
    {
        var (inside, all) = (0, 0);
        foreach (var source in _card.Sources)
        {
            var set = DataSetReader.Read(Path.GetFullPath(source.Path, TestFiles.InTree(folder)), Split.KeyOf(_card.Split));
            var test = set.Entries.Where(entry => entry.Part == SplitPart.Test).ToArray();
            var insideOfSet = test.Count(entry => Judge(entry.Site).IsInside);
            (inside, all) = (inside + insideOfSet, all + test.Length);
            if (test.Length >= FewestForShare || source.Name.StartsWith("ag-k-green-2", StringComparison.Ordinal))
            {
                Assert.That(insideOfSet, Is.GreaterThanOrEqualTo(0.95 * test.Length), set.Name);
            }
        }

        Assert.That(inside, Is.GreaterThanOrEqualTo(0.95 * all));
    }

    [Test]
    public void Structures_with_nothing_near_the_absorber_are_outside()
    {
        var random = new Random(12);
        var structures = Enumerable.Range(0, 200).Select(_ => Scatter(random, 1 + random.Next(10), 2.2, () => 4.2 + (0.8 * random.NextDouble())));

        Assert.That(structures.Count(structure => Judge(new AbsorberSite(structure, 0)).IsInside), Is.LessThanOrEqualTo(10));
    }

    [Test]
    public void A_random_gas_is_outside()
    {
        var random = new Random(13);
        var structures = Enumerable.Range(0, 200).Select(_ => Scatter(random, 6 + random.Next(9), 1.3, () => 5.0 * Math.Cbrt(random.NextDouble())));

        Assert.That(structures.Count(structure => Judge(new AbsorberSite(structure, 0)).IsInside), Is.LessThanOrEqualTo(gasInside));
    }

    [Test]
    public void Silver_is_inside_in_its_own_lattice_alone()
    {
        Assert.That(Judge(Silver(FaceCentred, [[0, 0, 0]], Cell)).IsInside);
        Assert.That(Judge(Silver(FaceCentred, [[0, 0, 0]], 1.01 * Cell)).IsInside);
        foreach (var scale in new[] { 0.65, 0.7, 0.75, 0.85, 1.0, 1.04 })
        {
            Assert.That(Judge(Silver(Cubic, [[0, 0, 0]], scale * Cell)).IsInside, Is.False, $"simple cubic, {scale}");
        }

        foreach (var scale in new[] { 1.5, 1.6, 1.7, 1.8, 2.0, 2.1 })
        {
            Assert.That(Judge(Silver(FaceCentred, [[0, 0, 0], [0.25, 0.25, 0.25]], scale * Cell)).IsInside, Is.False, $"diamond lattice, {scale}");
        }
    }

    [TestCase(1.0, true)]
    [TestCase(1.01, true)]
    [TestCase(1.2, false)]
    [TestCase(1.5, false)]
    public void Silver_oxide_is_inside_unless_it_is_stretched_or_the_model_reaches_farther_than_the_oxides_of_its_training(double factor, bool isInside)
    {
        var longestCut = _card.Sources.Any(source => source.Name == "ag-k-neighbours-crystal-6") ? 6.0 : 4.6;
        var oxide = StructureReader.Read(TestFiles.InTree("tests/data/structures/ag2o.cif")).Single().Structure;
        var stretched = new AtomicStructure(
            oxide.AtomicNumbers,
            [.. oxide.Positions.ToArray().Select(position => factor * position)],
            [.. oxide.Cell.ToArray().Select(component => factor * component)],
            oxide.Periodic);
        var absorber = oxide.AtomicNumbers.IndexOf(47);

        Assert.That(Judge(new AbsorberSite(stretched, absorber)).IsInside, Is.EqualTo(isInside && _spec.MaximumRadius <= longestCut));
    }

    private DomainVerdict Judge(AbsorberSite site)
    {
        var cluster = new Cluster();
        ClusterBuilder.Build(site.Structure.View, site.Absorber, _spec, cluster);
        return _card.Domain.Judge(cluster);
    }

    private static AbsorberSite Silver(double[][] lattice, double[][] basis, double a) => new(
        new AtomicStructure(
            [.. basis.Select(_ => 47)],
            [.. basis.SelectMany(point => point.Select(component => a * component))],
            [.. lattice.SelectMany(vector => vector.Select(component => a * component))],
            PeriodicDirections.All),
        0);

    /// <summary>Atoms of O, Si and Ag in random directions around silver, no two of all closer than the least distance.</summary>
    private static AtomicStructure Scatter(Random random, int atoms, double least, Func<double> radius)
    {
        var places = new List<Vector3Double> { new(0.0, 0.0, 0.0) };
        while (places.Count <= atoms)
        {
            var z = (2.0 * random.NextDouble()) - 1.0;
            var (sin, cos) = Math.SinCos(2.0 * Math.PI * random.NextDouble());
            var flat = Math.Sqrt(1.0 - (z * z));
            var place = new Vector3Double(flat * cos, flat * sin, z) * radius();
            if (places.TrueForAll(other => (other - place).Length >= least))
            {
                places.Add(place);
            }
        }

        int[] elements = [8, 14, 47];
        return new AtomicStructure(
            [47, .. Enumerable.Range(0, atoms).Select(_ => elements[random.Next(3)])],
            [.. places.SelectMany(place => new[] { place.X, place.Y, place.Z })]);
    }
}
