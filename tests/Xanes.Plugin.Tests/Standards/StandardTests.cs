using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Standards;

namespace Xanes.Plugin.Tests.Standards;

/// <summary>The measured standards that are shipped, beside FDMNES and the shipped models.</summary>
public class StandardTests
{
    private StandardsFolder _collection = null!;
    private IReadOnlyList<StandardResult> _results = null!;
    private Dictionary<string, IReadOnlyList<string>> _elements = null!;

    [OneTimeSetUp]
    public void Compare()
    {
        using var plugin = new XanesPlugin(TestFiles.Manifest);
        _collection = StandardsFolder.Read(TestFiles.InTree("models/measured"));
        _elements = plugin.ModelIds.ToDictionary(id => id, id => plugin.OpenModel(id).Info.Elements);
        _results = StandardTest.Run(_collection, [.. plugin.ModelIds.Select(id => plugin.OpenModel(id))]);
    }

    [TestCase("foil", 6.75, 7e-4)]
    [TestCase("foil", 5.5, 5.2e-4)]
    [TestCase("foil, another beamline", 6.75, 7e-4)]
    public void The_silver_foil_is_the_ideal_crystal_with_the_edge_step_as_calibrated(string standard, double width, double bar)
    {
        Assert.That(Best(standard, "FDMNES", width).Unit.MeanSquareError, Is.LessThan(bar));
    }

    [Test]
    public void The_oxide_is_AgO_with_an_amplitude_of_1()
    {
        var best = Best("oxide", "FDMNES", 6.75);

        Assert.That(best.Structure, Is.EqualTo("AgO"));
        Assert.That(best.Free.MeanSquareError, Is.LessThan(1.1e-3));
        Assert.That(best.Free.Amplitude, Is.EqualTo(1.0).Within(0.02));
    }

    [Test]
    public void Every_model_is_compared_with_every_standard_of_its_elements()
    {
        Assert.That(_results.Select(result => result.Calculation).Distinct(), Is.EquivalentTo(new[] { "FDMNES", "ag-k-accurate", "ag-k-fast" }));
        foreach (var model in new[] { "ag-k-accurate", "ag-k-fast" })
        {
            var elements = _elements[model];
            foreach (var standard in _collection.Standards.Where(standard => standard.Structures.All(structure => IsOf(structure, elements))))
            {
                var asFdmnes = Best(standard.Name, "FDMNES", 6.75).Free.Correlation - 0.005;
                Assert.That(Best(standard.Name, model, 6.75).Free.Correlation, Is.GreaterThan(Math.Min(0.98, asFdmnes)), $"{model}, {standard.Name}");
            }
        }
    }

    [Test]
    public void The_accurate_model_stands_as_near_to_the_foil_as_FDMNES_does_and_where_its_calibration_says()
    {
        var (model, reference) = (Best("foil", "ag-k-accurate", 6.75), Best("foil", "FDMNES", 6.75));

        Assert.That(model.Unit.MeanSquareError, Is.LessThan(1.15 * reference.Unit.MeanSquareError));
        Assert.That(model.Unit.Shift, Is.EqualTo(0.0).Within(0.3));
        Assert.That(reference.Unit.Shift, Is.EqualTo(0.0).Within(0.3));
    }

    [Test]
    public void The_model_of_many_elements_stands_about_as_near_to_the_standards_as_FDMNES_does()
    {
        double[] ratios =
        [
            .. _collection.Standards.Select(standard =>
                Best(standard.Name, "ag-k-accurate", 6.75).Unit.MeanSquareError / Best(standard.Name, "FDMNES", 6.75).Unit.MeanSquareError).Order(),
        ];

        Assert.That(_results.Where(result => result.Domain is { IsInside: false }).Select(result => result.Standard).Distinct(), Is.Empty);
        Assert.That(ratios, Has.Length.EqualTo(9));
        Assert.That(ratios[4], Is.LessThan(1.2), "the median");
        Assert.That(ratios[^1], Is.LessThan(2.0), "the worst");
    }

    [Test]
    public void The_best_oxide_of_either_model_is_within_the_bar()
    {
        foreach (var model in new[] { "ag-k-accurate", "ag-k-fast" })
        {
            Assert.That(Best("oxide", model, 6.75).Free.MeanSquareError, Is.LessThan(1.1e-3), model);
        }
    }

    [Test]
    public void Every_standard_names_its_source_and_licence()
    {
        Assert.That(_collection.Standards, Has.All.Matches<MeasuredStandard>(standard => standard.Source.Length > 0 && standard.Licence.Length > 0));
        Assert.That(_collection.Standards.SelectMany(standard => standard.Structures), Has.All.Matches<StandardStructure>(structure => structure.Cell.Length > 0));
    }

    [Test]
    public void The_copper_model_is_nearer_to_measured_copper_than_or_as_near_as_what_it_was_taught_by()
    {
        using var plugin = new XanesPlugin(TestFiles.Manifest);
        var collection = StandardsFolder.ReadAll(TestFiles.InTree("models/measured")).Single(folder => folder.Absorber == "Cu");

        var results = StandardTest.Run(collection, [.. plugin.ModelIds.Select(id => plugin.OpenModel(id))]);

        Assert.That(results.Select(result => result.Calculation).Distinct(), Is.EquivalentTo(new[] { "FEFF", "cu-k" }));
        foreach (var feff in results.Where(result => result.Calculation == "FEFF"))
        {
            var model = results.Single(result => result.Calculation == "cu-k" && result.Standard == feff.Standard);
            Assert.That(model.Free.MeanSquareError, Is.LessThan(1.1 * feff.Free.MeanSquareError), feff.Standard);
            Assert.That(model.Unit.Shift, Is.EqualTo(feff.Unit.Shift).Within(1.0), feff.Standard);
        }

        Assert.That(results.Where(result => result.Standard.StartsWith("Cu foil", StringComparison.Ordinal)), Has.All.Matches<StandardResult>(result => result.Free.Correlation > 0.95));
    }

    private static bool IsOf(StandardStructure structure, IReadOnlyList<string> elements) =>
        structure.Candidate.Structure.AtomicNumbers.ToArray().All(atom => elements.Contains(ChemicalElement.Symbol(atom)));

    private StandardResult Best(string standard, string calculation, double width) =>
        _results.Where(result => result.Standard == standard && result.Calculation == calculation && result.CoreHoleWidth == width)
            .MinBy(result => result.Free.MeanSquareError)!;
}
