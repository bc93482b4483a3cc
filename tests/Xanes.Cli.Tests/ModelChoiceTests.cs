using System.Diagnostics;
using System.Text.RegularExpressions;
using Xanes.Cli.Tests.Support;

namespace Xanes.Cli.Tests;

/// <summary>The command with the user's own models, in a data folder of the test.</summary>
internal sealed class ModelChoiceTests
{
    private TestFolder _folder = null!;
    private string _copper = null!;

    [SetUp]
    public void MakeModel()
    {
        _folder = new TestFolder();
        _copper = Directory.CreateDirectory(_folder.PathOf("cu-test")).FullName;
        foreach (var file in Directory.GetFiles(Repository.PathOf("tests/data/models/ag-k-ridge")))
        {
            File.Copy(file, Path.Combine(_copper, Path.GetFileName(file)));
        }

        var card = Path.Combine(_copper, "model.yaml");
        File.WriteAllText(card, Regex.Replace(Regex.Replace(File.ReadAllText(card), @"\bAg\b", "Cu"), "(?m)^id: .*$", "id: cu-test"));
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void An_installed_model_is_taken_for_its_element_exported_and_removed()
    {
        var copper = _folder.WriteFrames("copper.xyz", "OCuO");
        var silver = _folder.WriteFrames("silver.xyz", "OAgO");
        var both = _folder.WriteFrames("both.xyz", "AgOCu");

        Assert.That(Run("models", "install", _copper).Output, Does.Contain("is now your default for Cu, before cu-k, which is shipped."));
        Assert.That(Run("predict", copper).Error, Does.Contain("model cu-test, your default for Cu"));
        Assert.That(Run("predict", silver).Error, Does.Contain("model ag-k-accurate, the default for Ag"));
        Assert.That(Run("predict", silver, "--quiet").Error, Is.Empty);
        Assert.That(Run("describe", copper).Error, Does.Contain("descriptor for the absorber Cu among O, Si, Cu"));

        var asked = Run("predict", both);
        Assert.That(asked.Status, Is.EqualTo(2));
        Assert.That(asked.Error.TrimEnd('\n'), Does.EndWith("--absorber Cu (model cu-test) or --absorber Ag (model ag-k-accurate)").And.Not.Contain("\n"));

        Assert.That(Run("models", "export", "cu-test", "-o", _folder.PathOf("cu.zip")).Status, Is.Zero);
        Assert.That(Run("models", "remove", "cu-test").Status, Is.Zero);
        Assert.That(Run("predict", copper).Error, Does.Contain("model cu-k, the default for Cu"));
        Assert.That(Run("predict", _folder.WriteFrames("nickel.xyz", "ONiO")).Error, Does.Contain("no model is for the absorber O, Ni, only for"));
        Assert.That(Run("models", "install", _folder.PathOf("cu.zip"), "--name", "again").Status, Is.Zero);
        Assert.That(Run("predict", copper).Error, Does.Contain("model again, your default for Cu"));
    }

    [Test]
    public void A_model_that_takes_the_name_of_a_shipped_one_is_told_with_the_way_back()
    {
        var run = Run("models", "install", _copper, "--name", "cu-k");

        Assert.That(run.Error, Does.Contain("the name of a shipped model").And.Contain("'xanes models remove cu-k'"));
    }

    [Test]
    public void Structures_on_standard_input_choose_their_model_too_and_none_is_lost()
    {
        Run("models", "install", _copper);

        var run = RunWithInput(TestFolder.Frames("OCuO", "OCu", "CuOO"), "predict", "-");

        Assert.That(run.Error, Does.Contain("model cu-test"));
        Assert.That(run.Output.Split('\n')[0].Split(','), Has.Length.EqualTo(2 + 3));
    }

    private (int Status, string Output, string Error) Run(params string[] args) => RunWithInput("", args);

    private (int Status, string Output, string Error) RunWithInput(string input, params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "xanes"), [.. args, "--manifest", Repository.Manifest])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_DATA_HOME"] = _folder.PathOf("data");
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
