using System.Text.Json;
using Xanes.Cli.Doctor;
using Xanes.Cli.Tests.Support;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Tests;

internal sealed class DoctorTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_machine_with_a_working_default_model_is_well_whatever_optional_tools_it_lacks()
    {
        var run = CommandRun.Of(_folder, "doctor", "--fdmnes", "/nowhere/fdmnes");

        Assert.That(run.Status, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain("✓ Model fake").And.Contain("ONNX Runtime").And.Contain("- FDMNES"));
        Assert.That(run.Output, Does.Contain("'/nowhere/fdmnes' is not a program"));
    }

    [Test]
    public void A_missing_default_model_is_a_fault_with_its_remedy_and_status_1()
    {
        _folder.Write("plugin.yaml", _folder.Read("plugin.yaml").Replace("default_model: fake", "default_model: gold"));

        var run = CommandRun.Of(_folder, "doctor", "--json");

        using var json = JsonDocument.Parse(run.Output);
        var finding = json.RootElement.EnumerateArray().Single(item => item.GetProperty("name").GetString() == "Model gold");
        Assert.That(run.Status, Is.EqualTo(1));
        Assert.That(finding.GetProperty("state").GetString(), Is.EqualTo("fault"));
        Assert.That(finding.GetProperty("remedy").GetString(), Does.Contain("default_model"));
    }

    [Test]
    public void A_missing_manifest_is_a_fault_and_the_rest_is_still_examined()
    {
        File.Delete(_folder.Manifest);

        var run = CommandRun.Of(_folder, "doctor");

        Assert.That(run.Status, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("✗ Manifest").And.Contain("FDMNES"));
        Assert.That(run.Error, Is.Empty);
    }

    [Test]
    public void Fdmnes_is_taken_from_the_option_then_the_manifest_then_the_variable_then_the_path()
    {
        var folder = _folder.PathOf("");
        string[] programs = [.. new[] { "a", "b", "c", "fdmnes_linux64" }.Select(name => _folder.Write(name, ""))];

        Assert.That(new FdmnesCheck(new FdmnesProgram(programs[0], programs[1], programs[2], [folder])).Run().Detail, Is.EqualTo(programs[0]));
        Assert.That(new FdmnesCheck(new FdmnesProgram(null, programs[1], programs[2], [folder])).Run().Detail, Is.EqualTo(programs[1]));
        Assert.That(new FdmnesCheck(new FdmnesProgram(null, "", "c", [folder])).Run().Detail, Is.EqualTo(programs[2]));
        Assert.That(new FdmnesCheck(new FdmnesProgram(null, null, null, [folder])).Run().Detail, Is.EqualTo(programs[3]));
    }

    [Test]
    public void A_mistyped_path_of_fdmnes_is_not_passed_over_for_another_on_the_path()
    {
        _folder.Write("fdmnes", "");

        var finding = new FdmnesCheck(new FdmnesProgram(null, null, "/nowhere/fdmnes", [_folder.PathOf("")])).Run();

        Assert.That(finding.State, Is.EqualTo(FindingState.Hint));
        Assert.That(finding.Detail, Does.Contain("/nowhere/fdmnes"));
    }
}
