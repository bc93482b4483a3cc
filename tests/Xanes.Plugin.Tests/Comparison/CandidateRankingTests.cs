using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Comparison;
using Xanes.Plugin.Measured.Normalisation;
using Xanes.Plugin.Measured.Reading;
using Xanes.Plugin.Structures;
using Xanes.Plugin.Tests.Measured;

namespace Xanes.Plugin.Tests.Comparison;

/// <summary>Measured silver spectra against structures, with the shipped fast model.</summary>
public class CandidateRankingTests
{
    private XanesPlugin _plugin = null!;

    [OneTimeSetUp]
    public void OpenPlugin() => _plugin = new XanesPlugin(TestFiles.Manifest);

    [OneTimeTearDown]
    public void ClosePlugin() => _plugin.Dispose();

    [Test]
    public void A_silver_foil_is_silver_and_the_oxide_is_an_oxide()
    {
        var foil = Compare("Ag foil", Candidates());
        var oxide = Compare("Ag oxide", Candidates());

        Assert.That(foil.Best, Has.Count.EqualTo(3));
        Assert.That(foil.Best[0].Candidate.Name, Is.EqualTo("silver"));
        Assert.That(foil.Best[0].Agreement.Correlation, Is.GreaterThan(0.99));
        Assert.That(foil.Best[1].AsGoodAsBest, Is.False);
        Assert.That(oxide.Best[^1].Candidate.Name, Is.EqualTo("silver"));
        Assert.That(oxide.Compared, Is.EqualTo(3));
    }

    [Test]
    public void The_best_of_many_are_those_of_all_in_the_same_order_however_many_threads()
    {
        var candidates = Rattled(300).ToList();
        var all = Compare("Ag foil", candidates, new ComparisonOptions { Kept = 300 });
        var best = Compare("Ag foil", candidates, new ComparisonOptions { Kept = 7, Threads = 1 });

        Assert.That(all.Best.Select(candidate => candidate.Agreement.MeanSquareError), Is.Ordered.Ascending);
        Assert.That(best.Best.Select(candidate => candidate.Place), Is.EqualTo(all.Best.Take(7).Select(candidate => candidate.Place)));
        Assert.That(best.Compared, Is.EqualTo(300));
    }

    [Test]
    public void The_mean_over_the_absorbers_is_compared()
    {
        var ago = Candidates().Single(candidate => candidate.Name == "ago.cif");
        var measured = Normalised("Ag oxide");
        var model = _plugin.OpenModel("ag-k-fast");

        var together = Compare("Ag oxide", [ago]).Best[0];
        var spectra = ago.Absorbers.Select(absorber => model.Predict(ago.Structure, absorber).Intensities.ToArray()).ToArray();
        float[] mean = [.. Enumerable.Range(0, spectra[0].Length).Select(i => (float)spectra.Average(spectrum => (double)spectrum[i]))];
        var expected = new SpectrumComparison(measured, PredictedAxis.Of(model.Info), model.Info.EdgeEnergy, new ComparisonOptions()).Fit(mean);

        Assert.That(ago.Absorbers.Count, Is.GreaterThan(1));
        Assert.That(together.Agreement.MeanSquareError, Is.EqualTo(expected.MeanSquareError).Within(1e-7));
        Assert.That(together.Intensities.ToArray(), Is.EqualTo(mean).Within(1e-5f));
    }

    [Test]
    public void A_candidate_at_fault_is_named_or_left_out()
    {
        var wrong = new ComparisonCandidate("gold", new AtomicStructure([79, 8], [0, 0, 0, 2, 0, 0]), [0]);

        Assert.That(
            () => Compare("Ag foil", [.. Candidates(), wrong]),
            Throws.TypeOf<InvalidInputException>().With.Message.StartsWith("gold: ").And.Message.Not.Contains("site"));
        var kept = Compare("Ag foil", [wrong, .. Candidates()], new ComparisonOptions { KeepGoing = true });
        Assert.That((kept.Compared, kept.LeftOut), Is.EqualTo((3, 1)));
        Assert.That(kept.Faults.Single().Message, Does.StartWith("gold: "));
    }

    [Test]
    public void Nothing_to_compare_is_said()
    {
        Assert.That(() => Compare("Ag foil", []), Throws.TypeOf<InvalidInputException>().With.Message.Contains("no candidate structure"));
    }

    private static IEnumerable<ComparisonCandidate> Candidates()
    {
        foreach (var file in new[] { "ag2o.cif", "ago.cif" })
        {
            var frame = StructureReader.Read(TestFiles.Data($"structures/{file}")).First();
            yield return new ComparisonCandidate(file, frame.Structure, AbsorberSelection.Parse("Ag").Resolve(frame.Structure));
        }

        yield return new ComparisonCandidate("silver", Silver(4.086), [0]);
    }

    private static AtomicStructure Silver(double a) => new(
        [47, 47, 47, 47],
        [0, 0, 0, 0, a / 2, a / 2, a / 2, 0, a / 2, a / 2, a / 2, 0],
        [a, 0, 0, 0, a, 0, 0, 0, a],
        PeriodicDirections.A | PeriodicDirections.B | PeriodicDirections.C);

    private static IEnumerable<ComparisonCandidate> Rattled(int count)
    {
        var random = new Random(3);
        for (var i = 0; i < count; i++)
        {
            yield return new ComparisonCandidate($"{i}", Silver(4.086 * (0.97 + (0.06 * random.NextDouble()))), [random.Next(4)]);
        }
    }

    internal static NormalisedSpectrum Normalised(string record) =>
        PreEdge.Normalise(MeasuredFile.Read($"{MeasuredFiles.Path("ag.prj")}:{record}"), new NormalisationOptions { PostEdgeStart = 150.0 });

    private ComparisonResult Compare(string record, IEnumerable<ComparisonCandidate> candidates, ComparisonOptions? options = null) =>
        _plugin.Compare(Normalised(record), _plugin.OpenModel("ag-k-fast"), candidates, options);
}
