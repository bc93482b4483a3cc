using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Tests.Comparison;

namespace Xanes.Plugin.Tests.Models;

/// <summary>Structures with Li, Mg and Ga for a model that knows none of them, beside the same structures changed by hand.</summary>
public sealed class NeighbourChangesTests
{
    private static readonly NeighbourChanges Changes = new()
    {
        Ignored = ["Li", "mg"],
        Substituted = new Dictionary<string, string> { ["Ga"] = "Si" },
    };

    private XanesPlugin _plugin = null!;
    private ISpectrumModel _model = null!;

    [OneTimeSetUp]
    public void OpenModel()
    {
        _plugin = new XanesPlugin(TestFiles.Manifest);
        _model = _plugin.OpenModel("ag-k-fast");
    }

    [OneTimeTearDown]
    public void ClosePlugin() => _plugin.Dispose();

    [Test]
    public void A_spectrum_is_bit_for_bit_that_of_the_structure_changed_by_hand([Values] PeriodicDirections periodic)
    {
        var random = new Random(5 + (int)periodic);
        for (var round = 0; round < 20; round++)
        {
            var structure = Foreign(random, RandomStructures.Periodic(random, periodic), absorber: 3);
            var (byHand, absorber) = ByHand(structure, 3);

            var found = _model.WithNeighbours(Changes).Predict(structure, 3);
            var expected = _model.Predict(byHand, absorber);

            Assert.That(found.Intensities.ToArray(), Is.EqualTo(expected.Intensities.ToArray()));
            Assert.That(found.Uncertainty.ToArray(), Is.EqualTo(expected.Uncertainty.ToArray()));
            Assert.That(found.Absorber, Is.EqualTo(3));
            Assert.That((found.Domain.IsInside, found.Domain.Distance), Is.EqualTo((expected.Domain.IsInside, expected.Domain.Distance)));
            Assert.That(found.Domain.Reason, Does.StartWith(expected.Domain.Reason));
        }
    }

    [Test]
    public void Many_sites_of_structures_large_and_small_are_those_of_structures_changed_by_hand([Values(1, 2)] int threads)
    {
        var random = new Random(17);
        var large = Foreign(random, Grid(random, 9), 100, 101, 500);
        var small = Foreign(random, RandomStructures.Periodic(random, PeriodicDirections.All), absorber: 2);
        AbsorberSite[] sites = [new(large, 100), new(large, 101), new(small, 2), new(large, 500)];
        AbsorberSite[] byHand = [.. sites.Select(site => ByHand(site.Structure, site.Absorber)).Select(pair => new AbsorberSite(pair.Structure, pair.Absorber))];

        var (found, domains) = PredictMany(_model.WithNeighbours(Changes), sites, threads);
        var (expected, _) = PredictMany(_model, byHand, threads);

        Assert.That(found, Is.EqualTo(expected));
        Assert.That(domains.Select(domain => domain.Neighbours.Ignored["Mg"]), Is.EqualTo(sites.Select(site => Count(site.Structure, 12))));
        Assert.That(domains[0].Neighbours.Substituted, Is.EqualTo(new Dictionary<string, int> { ["Ga"] = Count(large, 31) }));
    }

    [Test]
    public void Another_broadening_keeps_the_changes_and_the_model_itself_has_none()
    {
        var structure = new AtomicStructure([47, 3, 8], [0.0, 0.0, 0.0, 1.7, 0.0, 0.0, 0.0, 2.1, 0.0]);
        var broadening = _model.Info.Broadening! with { Resolution = 2.0 };

        var after = _model.WithBroadening(broadening).WithNeighbours(Changes).Predict(structure, 0);
        var before = _model.WithNeighbours(Changes).WithBroadening(broadening).Predict(structure, 0);
        var expected = _model.WithBroadening(broadening).Predict(new AtomicStructure([47, 8], [0.0, 0.0, 0.0, 0.0, 2.1, 0.0]), 0);

        Assert.That(after.Intensities.ToArray(), Is.EqualTo(expected.Intensities.ToArray()));
        Assert.That(before.Intensities.ToArray(), Is.EqualTo(expected.Intensities.ToArray()));
        Assert.That(() => _model.Predict(structure, 0), Throws.TypeOf<InvalidInputException>());
        Assert.That(() => _model.WithBroadening(broadening).Predict(structure, 0), Throws.TypeOf<InvalidInputException>());
    }

    [Test]
    public void The_reason_counts_the_atoms_that_were_changed_and_says_nothing_where_there_are_none()
    {
        double[] positions = [0.0, 0.0, 0.0, 2.1, 0.0, 0.0, 0.0, 2.1, 0.0, 0.0, 0.0, 3.2, -2.4, 0.0, 0.0, 0.0, -9.0, 0.0];
        var changed = _model.WithNeighbours(Changes).Predict(new AtomicStructure([47, 8, 8, 31, 3, 3], positions), 0);
        var plain = _model.WithNeighbours(Changes).Predict(new AtomicStructure([47, 8, 8, 14, 8, 8], positions), 0);

        Assert.That(changed.Domain.Reason, Does.EndWith("; 2 Li ignored, 1 Ga taken as Si"));
        Assert.That(changed.Neighbours.ToString(), Is.EqualTo("2 Li ignored, 1 Ga taken as Si"));
        Assert.That(plain.Neighbours, Is.EqualTo(NeighbourTally.None));
        Assert.That(plain.Domain.Reason, Does.Not.Contain("ignored").And.Not.Contain("taken as"));
    }

    [Test]
    public void An_ignored_atom_may_be_anywhere_and_faults_of_others_name_the_atoms_of_the_original()
    {
        var onTop = new AtomicStructure([3, 47, 8], [0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 2.1, 0.0, 0.0]);
        var overlap = new AtomicStructure([3, 47, 31], [0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.2, 0.0, 0.0]);
        var model = _model.WithNeighbours(Changes);

        Assert.That(model.Predict(onTop, 1).Absorber, Is.EqualTo(1));
        Assert.That(
            () => model.Predict(overlap, 1), Throws.TypeOf<InvalidInputException>().With.Message.StartsWith("atom 1 (Ag) and atom 2 (Ga) are 0.2 Å apart"));
    }

    [Test]
    public void An_element_that_the_model_does_not_know_is_carried_by_the_fault_which_names_the_property()
    {
        var structure = new AtomicStructure([47, 3], [0.0, 0.0, 0.0, 1.7, 0.0, 0.0]);

        var fault = Assert.Throws<InvalidInputException>(() => _model.Predict(structure, 0))!;
        var ofMany = Assert.Throws<InvalidInputException>(() => _model.PredictMany([new AbsorberSite(structure, 0)]))!;

        Assert.That(fault.UnknownElement, Is.EqualTo("Li"));
        Assert.That(fault.Finding, Does.StartWith("atom 1 (Li), 1.7 Å from the absorber, is of an element that model ag-k-fast does not know (H, C, N, O, "));
        Assert.That(fault.Message, Does.StartWith(fault.Finding).And.Contain("NeighbourChanges { Ignored = [\"Li\"] }").And.Contain("NeighbourChanges.Substituted"));
        Assert.That((ofMany.Site, ofMany.UnknownElement, ofMany.Finding), Is.EqualTo((0, "Li", $"site 0: {fault.Finding}")));
        Assert.That(ofMany.At("frame 3").WithRemedy("do this").Message, Is.EqualTo($"frame 3: site 0: {fault.Finding}; do this"));
    }

    [TestCase("Xx", "", "", "ignore: 'Xx' is not an element; use a symbol")]
    [TestCase("", "Ga", "Q", "substitute: 'Q' is not an element; use a symbol")]
    [TestCase("Ga", "Ga", "Si", "substitute: Ga is ignored as well; name it once")]
    [TestCase("Ag", "", "", "ignore: Ag is the absorber of model ag-k-fast, whose atoms stay as they are; leave Ag out here")]
    [TestCase("", "Ag", "Si", "substitute: Ag is the absorber of model ag-k-fast")]
    [TestCase("", "Ga", "Ge", "substitute: Ga is to be taken as Ge, which model ag-k-fast does not know either; name one of H, C, N, O, F, ")]
    [TestCase("Si", "Ga", "Si", "substitute: Ga is to be taken as Si, which is ignored; ignore Ga as well, or keep Si")]
    [TestCase("", "Si", "Si", "substitute: Si is to be taken as itself; name another element or leave it out")]
    public void Changes_that_cannot_be_are_refused_in_one_line(string ignored, string from, string to, string message)
    {
        var changes = new NeighbourChanges
        {
            Ignored = ignored.Length > 0 ? [ignored] : [],
            Substituted = from.Length > 0 ? new Dictionary<string, string> { [from] = to } : [],
        };

        Assert.That(() => _model.WithNeighbours(changes), Throws.TypeOf<InvalidInputException>().With.Message.StartsWith(message));
    }

    [Test]
    public void Candidates_are_compared_as_if_they_had_been_changed_by_hand()
    {
        var random = new Random(23);
        var structure = Foreign(random, Grid(random, 4), absorber: 21);
        var (byHand, absorber) = ByHand(structure, 21);
        var measured = CandidateRankingTests.Normalised("Ag oxide");

        var found = _plugin.Compare(measured, _model.WithNeighbours(Changes), [new ComparisonCandidate("foreign", structure, [21])]).Best[0];
        var expected = _plugin.Compare(measured, _model, [new ComparisonCandidate("by hand", byHand, [absorber])]).Best[0];

        Assert.That(found.Agreement, Is.EqualTo(expected.Agreement));
        Assert.That(found.Domain.Neighbours.Ignored["Li"], Is.EqualTo(Count(structure, 3)));
    }

    /// <summary>The structure with some Ag atoms and all others of Li, O, Mg, Ga and Si.</summary>
    private static AtomicStructure Foreign(Random random, AtomicStructure structure, params int[] absorber)
    {
        int[] elements = [3, 8, 12, 31, 14];
        var numbers = new int[structure.Count];
        for (var atom = 0; atom < numbers.Length; atom++)
        {
            numbers[atom] = absorber.Contains(atom) ? 47 : elements[random.Next(elements.Length)];
        }

        return new AtomicStructure(numbers, structure.Positions, structure.Cell, structure.Periodic);
    }

    /// <summary>The structure without Li and Mg and with Si for Ga, and the absorber's index in it.</summary>
    private static (AtomicStructure Structure, int Absorber) ByHand(AtomicStructure structure, int absorber)
    {
        int[] kept = [.. Enumerable.Range(0, structure.Count).Where(atom => structure.AtomicNumbers[atom] is not (3 or 12))];
        var numbers = kept.Select(atom => structure.AtomicNumbers[atom] == 31 ? 14 : structure.AtomicNumbers[atom]).ToArray();
        var positions = kept.SelectMany(atom => structure.Positions.Slice(3 * atom, 3).ToArray()).ToArray();
        return (new AtomicStructure(numbers, positions, structure.Cell, structure.Periodic), Array.IndexOf(kept, absorber));
    }

    private static AtomicStructure Grid(Random random, int side)
    {
        const double Spacing = 2.4;
        var positions = new List<double>();
        for (var atom = 0; atom < side * side * side; atom++)
        {
            positions.Add((Spacing * (atom % side)) + (0.3 * random.NextDouble()));
            positions.Add((Spacing * (atom / side % side)) + (0.3 * random.NextDouble()));
            positions.Add((Spacing * (atom / side / side)) + (0.3 * random.NextDouble()));
        }

        var edge = Spacing * side;
        return new AtomicStructure(
            Enumerable.Repeat(8, side * side * side).ToArray(),
            positions.ToArray(),
            [edge, 0.0, 0.0, 0.0, edge, 0.0, 0.0, 0.0, edge],
            PeriodicDirections.All);
    }

    private static int Count(AtomicStructure structure, int atomicNumber) => structure.AtomicNumbers.ToArray().Count(number => number == atomicNumber);

    private static (float[] Intensities, DomainVerdict[] Domains) PredictMany(ISpectrumModel model, AbsorberSite[] sites, int threads)
    {
        var (values, domains) = (new float[sites.Length * model.Info.Energies.Length], new DomainVerdict[sites.Length]);
        model.PredictMany(new SiteList(sites), new SpectrumArrays(values, default, domains), new BatchOptions { Threads = threads });
        return (values, domains);
    }
}
