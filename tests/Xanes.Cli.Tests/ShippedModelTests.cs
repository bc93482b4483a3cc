using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xanes.Cli.Tests.Support;
using Xanes.Interop;
using Xanes.Plugin;

namespace Xanes.Cli.Tests;

internal sealed class ShippedModelTests
{
    private const string Model = "models/ag-k-accurate";

    private const string VectorModel = "tests/data/models/ag-k-ridge";

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_command_prints_what_the_contract_gives()
    {
        var file = Repository.PathOf("tests/data/structures/ag2o.cif");
        using var plugin = new XanesPlugin(PluginManifest.Read(Repository.Manifest));
        var structure = plugin.ReadStructures(file).Single().Structure;
        var expected = plugin.OpenModel().Predict(structure.View, 2).Intensities.ToArray();

        var run = Repository.Run("predict", file, "--absorber", "2");

        var column = run.Lines[1..].Select(line => float.Parse(line.Split(',')[2], CultureInfo.InvariantCulture)).ToArray();
        Assert.That(column, Is.EqualTo(expected).Within(1e-5f));
    }

    [Test]
    public void The_vector_of_a_model_is_the_one_that_its_descriptor_gives()
    {
        var file = Repository.PathOf("tests/data/structures/ag2o.cif");
        using var plugin = new XanesPlugin(PluginManifest.Read(Repository.Manifest));
        var descriptor = plugin.OpenDescriptor(plugin.OpenModel(Repository.PathOf(VectorModel)).Info.Descriptor);
        var expected = new float[descriptor.Length];
        descriptor.Describe(plugin.ReadStructures(file).Single().Structure.View, 0, expected);

        var run = Repository.Run("describe", file, "--model", Repository.PathOf(VectorModel), "-a", "0");

        Assert.That(run.Lines[1].Split(',').Select(text => float.Parse(text, CultureInfo.InvariantCulture)), Is.EqualTo(expected));
    }

    [Test]
    public void A_set_of_which_no_spectrum_fell_into_the_test_part_has_a_row_that_says_so()
    {
        var card = File.ReadAllText(Repository.PathOf($"{VectorModel}/model.yaml"));
        const string Small = "  - {name: small-set, path: small, sha256: \"00\", training: 5, validation: 1, test: 0}\n";
        Directory.CreateDirectory(_folder.PathOf("small"));
        _folder.Write("small/model.yaml", card.Replace("  sets:\n", $"  sets:\n{Small}", StringComparison.Ordinal));
        File.Copy(Repository.PathOf($"{VectorModel}/model.onnx"), _folder.PathOf("small/model.onnx"));

        var run = Repository.Run("models", "show", _folder.PathOf("small"));

        Assert.That(run.Output, Does.Match(@"small-set +0 +- +- +- +-"));
    }

    [TestCase(Model)]
    [TestCase(VectorModel)]
    public void A_cell_far_too_small_is_refused_in_one_line_before_it_takes_memory(string model)
    {
        var run = Repository.Run("predict", Repository.PathOf("tests/data/half-angstrom.poscar"), "--model", Repository.PathOf(model));

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain("half-angstrom.poscar").And.Match(@"\d{4} neighbours").And.Contain("check that cell and positions are in Å"));
    }

    [Test]
    public void Models_list_and_show_give_the_error_beside_the_mean_predictors()
    {
        var list = Repository.Run("models", "list");
        var show = Repository.Run("models", "show", "ag-k-accurate");

        Assert.That(list.Status, Is.Zero, list.Error);
        Assert.That(list.Output, Does.Contain("ag-k-accurate (default for Ag)").And.Contain("Ag K").And.Contain("Mean predictor's"));
        Assert.That(show.Output, Does.Contain("25514.0 eV").And.Contain("kind: neighbours").And.Contain("MSE outside"));
    }

    [Test]
    public void One_spectrum_is_its_own_mean_so_that_a_dash_stands_for_the_mean_predictors_error_of_it()
    {
        foreach (var file in Directory.GetFiles(Repository.PathOf(VectorModel)))
        {
            var text = Path.GetExtension(file) == ".yaml"
                ? Regex.Replace(File.ReadAllText(file), @"(ag-k-green-2-crystal, count: )9(, .*mean_predictor: )[^,]+, r2: [^}]+", "${1}1${2}3.7e-34, r2: -4.3e+29")
                : null;
            var copy = _folder.PathOf(Path.GetFileName(file));
            if (text is null)
            {
                File.Copy(file, copy);
            }
            else
            {
                File.WriteAllText(copy, text);
            }
        }

        var test = Repository.Run("models", "test", Repository.PathOf("tests/data/agsi2o4-set"), "--model", Repository.PathOf(VectorModel));
        var show = Repository.Run("models", "show", _folder.PathOf("."));

        Assert.That(test.Status, Is.Zero, test.Error);
        Assert.That(test.Output, Does.Match(@"agsi2o4-set +1 +\d\.\d\de-\d +\d\.\d\de-\d +- +- "));
        Assert.That(show.Output, Does.Match(@"ag-k-green-2-crystal +1 +1\.61e-4 +5\.54e-5 +- +- *\n"));
        Assert.That(show.Output, Does.Match(@"ag-k-green-2-glass +44 +1\.56e-4 +1\.24e-4 +1\.26e-3 +0\.876"));
    }

    [Test]
    public void Models_verify_agrees_with_the_shipped_card()
    {
        var run = Repository.Run("models", "verify", "-q");

        Assert.That(run.Status, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain("does what its card says"));
    }

    [Test]
    public void Models_verify_finds_a_card_that_praises_its_model_and_ends_with_status_1()
    {
        var folder = CopyModel();
        var card = File.ReadAllText(Path.Combine(folder, "model.yaml"));
        using var json = JsonDocument.Parse(Repository.Run("models", "show", "--json").Output);
        var mse = json.RootElement.GetProperty("test")[0].GetProperty("mse").GetRawText();
        Assert.That(card, Does.Contain($" mse: {mse}"));
        File.WriteAllText(Path.Combine(folder, "model.yaml"), card.Replace($" mse: {mse}", " mse: 0.0000001"));

        var run = Repository.Run("models", "verify", folder, "-q");

        Assert.That(run.Status, Is.EqualTo(1), run.Error);
        Assert.That(run.Output, Does.Contain("does not do what its card says").And.Contain("NO"));
    }

    [TestCase("model.onnx")]
    [TestCase("model.yaml")]
    public void A_broken_model_is_one_line_and_status_2(string broken)
    {
        var folder = CopyModel();
        File.WriteAllText(Path.Combine(folder, broken), "broken");

        var run = Repository.Run("predict", Repository.PathOf("tests/data/structures/ag2o.cif"), "--model", folder);

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain(broken));
    }

    [Test]
    public void Training_on_a_folder_without_a_data_set_is_one_line_and_status_2()
    {
        var run = Repository.Run("train", _folder.PathOf("nowhere"), "-o", _folder.PathOf("model"), "-q");

        Assert.That(run.Status, Is.EqualTo(2), run.Error);
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain("nowhere"));
    }

    /// <summary>Copies the model; its card then names the data by absolute paths.</summary>
    private string CopyModel()
    {
        var folder = Directory.CreateDirectory(_folder.PathOf("model")).FullName;
        File.Copy(Repository.PathOf($"{Model}/model.onnx"), Path.Combine(folder, "model.onnx"));
        File.Copy(Repository.PathOf($"{Model}/residuals.npy"), Path.Combine(folder, "residuals.npy"));
        var card = File.ReadAllText(Repository.PathOf($"{Model}/model.yaml"));
        File.WriteAllText(Path.Combine(folder, "model.yaml"), card.Replace("../data/", Repository.PathOf("models/data/")));
        return folder;
    }
}
