using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Training;

namespace Xanes.Plugin.Tests.Training;

public sealed class ModelVerifierTests
{
    private const string Model = "tests/data/models/ag-k-ridge";

    /// <summary>Against the mean of fewer spectra an error says little.</summary>
    private const int FewestForRatio = 5;

    private const int FewestForCoverage = 20;

    [TestCase("models/ag-k-accurate", 1.5e-4)]
    [TestCase("models/ag-k-fast", 2.3e-4)]
    public void A_shipped_model_errs_as_its_card_says_and_less_than_asked(string model, double asked)
    {
        var verification = ModelVerifier.Verify(TestFiles.InTree(model));

        Assert.That(verification.Agrees);
        var random = verification.Sets.Single(set => set.Now.Set == "ag-k-green-2");
        Assert.That(random.Now.Mse, Is.EqualTo(random.Card.Mse).Within(1e-4).Percent.And.LessThan(asked));
        Assert.That(random.Now.MeanPredictor, Is.EqualTo(3.00e-3).Within(0.01e-3));
        Assert.That(
            verification.Sets.Where(set => set.Now.Set is "ag-k-green-2" or "ag-k-green-2-glass" or "ag-k-green-2-crystal").Select(set => set.Now.Count),
            Is.EquivalentTo(new[] { 261, 44, 9 }));
        var narrow = verification.NarrowSets.Where(set => set.Now.Count >= FewestForRatio).ToArray();
        Assert.That(narrow, Has.Length.GreaterThanOrEqualTo(6));
        Assert.That(narrow.Select(set => set.Now.Mse / set.Now.MeanPredictor), Is.All.LessThan(0.15));
        Assert.That(verification.Sets.Where(set => set.Now.Count >= FewestForCoverage).Select(set => set.Coverage), Is.All.InRange(0.85, 0.99));
    }

    [Test]
    public void Nearly_all_test_spectra_are_inside_the_domain()
    {
        var domain = ModelVerifier.Verify(TestFiles.InTree("models/ag-k-accurate")).Domain;

        Assert.That(domain.ShareInside, Is.GreaterThanOrEqualTo(0.95));
    }

    [TestCase("ag-k-green-2-glass-wide", 300)]
    [TestCase("ag-k-green-2-latin", 500)]
    public void Spectra_outside_of_the_domain_err_more_in_sets_that_the_model_was_not_trained_on(string set, int count)
    {
        var result = ModelTest.Run(TestFiles.InTree("tests/data/models/ag-k-ridge"), [TestFiles.InTree($"models/data/{set}")]);

        var domain = result.Domain.Single(metrics => metrics.Set == set);
        Assert.That(domain.Inside + domain.Outside, Is.EqualTo(count));
        Assert.That(domain.Outside, Is.GreaterThan(20));
        Assert.That(domain.MseOutside, Is.GreaterThan(domain.MseInside!.Value));
    }

    [Test]
    public void A_card_whose_errors_are_better_than_the_model_is_found_out()
    {
        using var folder = new TemporaryFolder();
        var card = CopyModel(folder);
        var line = card.Split('\n').First(text => text.Contains("{set: ag-k-green-2, count", StringComparison.Ordinal));
        var mse = line.Split("mse: ")[1].Split(',')[0];
        File.WriteAllText(folder[Model + "/model.yaml"], card.Replace($"mse: {mse}", "mse: 0.0001", StringComparison.Ordinal));

        var verification = ModelVerifier.Verify(folder[Model]);

        Assert.That(verification.Agrees, Is.False);
        Assert.That(verification.Sets.Select(set => set.Agrees), Is.EqualTo(new[] { false, true, true }));
    }

    [Test]
    public void Data_that_the_model_was_not_trained_on_are_refused()
    {
        using var folder = new TemporaryFolder();
        CopyModel(folder);
        File.AppendAllText(folder["models/data/ag-k-green-2-glass/dataset.yaml"], "# changed\n");

        var fault = Assert.Throws<InvalidInputException>(() => ModelVerifier.Verify(folder[Model]));

        Assert.That(fault!.Message, Does.Contain("ag-k-green-2-glass").And.Contain("hashes differ"));
    }

    [Test]
    public void A_model_without_its_data_beside_it_is_verified_from_a_copy_of_them()
    {
        using var folder = new TemporaryFolder();
        CopyModel(folder);
        Directory.Move(folder["models/data"], folder["elsewhere"]);

        var fault = Assert.Throws<InvalidInputException>(() => ModelVerifier.Verify(folder[Model]));

        Assert.That(fault!.Message, Does.Contain("ag-k-green-2").And.Contain("is not here").And.Contain("--data"));
        Assert.That(ModelVerifier.Verify(folder[Model], folder["elsewhere"]).Agrees);
    }

    /// <summary>Copies model and data side by side and gives the card's text.</summary>
    private static string CopyModel(TemporaryFolder folder)
    {
        foreach (var (from, to) in new[] { (Model, Model), ("models/data", "models/data") })
        {
            var source = TestFiles.InTree(from);
            foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(folder[to], Path.GetRelativePath(source, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        return File.ReadAllText(folder[Model + "/model.yaml"]);
    }
}
