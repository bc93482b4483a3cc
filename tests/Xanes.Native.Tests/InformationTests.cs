using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin;

namespace Xanes.Native.Tests;

public sealed class InformationTests
{
    private XanesPlugin _plugin = null!;
    private Dictionary<string, string> _texts = [];

    [OneTimeSetUp]
    public async Task AskTheLibrary()
    {
        _plugin = new XanesPlugin(PluginManifest.Read(NativeLibraryBuild.Manifest));
        var result = await Cli.Wrap(NativeLibraryBuild.Program("info")).WithArguments([NativeLibraryBuild.Manifest]).ExecuteBufferedAsync();
        _texts = $"\n{result.StandardOutput}".Split("\n# ", StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.TrimEnd('\n').Split('\n', 2))
            .ToDictionary(part => part[0], part => part[1]);
    }

    [OneTimeTearDown]
    public void ClosePlugin() => _plugin.Dispose();

    [Test]
    public void A_host_reads_the_version_and_that_of_the_contract()
    {
        Assert.That(_texts["version"], Is.EqualTo(typeof(XanesPlugin).Assembly.GetName().Version!.ToString(3)));
        Assert.That(_texts["contract"], Is.EqualTo($"{PluginManifest.ContractVersion}"));
    }

    [Test]
    public void A_host_reads_what_is_installed()
    {
        var plugin = JsonDocument.Parse(_texts["plugin"]).RootElement;

        Assert.That(_texts["models"].Split('\n'), Is.EqualTo(_plugin.ModelIds));
        Assert.That(Texts(plugin.GetProperty("models")), Is.EqualTo(_plugin.ModelIds));
        Assert.That(plugin.GetProperty("default_model").GetString(), Is.EqualTo(_plugin.Manifest.DefaultModel));
        Assert.That(plugin.GetProperty("manifest").GetString(), Is.EqualTo(NativeLibraryBuild.Manifest));
    }

    [Test]
    public void A_host_reads_and_opens_the_default_model_and_descriptor_for_a_structure_s_elements()
    {
        Assert.That(_texts["choices"], Is.EqualTo($"Ag {_plugin.ModelsFor([47, 8]).Single().Id}"));
        Assert.That(_texts["chosen model"], Is.EqualTo(_texts["model"]));
        Assert.That(_texts["chosen descriptor"], Is.EqualTo(_texts["descriptor"]));
    }

    [Test]
    public void A_host_reads_what_a_model_is()
    {
        var info = _plugin.OpenModel().Info;
        var model = JsonDocument.Parse(_texts["model"]).RootElement;

        Assert.That(model.GetProperty("id").GetString(), Is.EqualTo(info.Id));
        Assert.That(model.GetProperty("description").GetString(), Is.EqualTo(info.Description));
        Assert.That(model.GetProperty("edge_energy").GetDouble(), Is.EqualTo(info.EdgeEnergy));
        Assert.That(model.GetProperty("energy_count").GetInt32(), Is.EqualTo(info.Energies.Length));
        Assert.That(Texts(model.GetProperty("elements")), Is.EqualTo(info.Elements));
        Assert.That(model.GetProperty("descriptor").GetProperty("r_max").GetString(), Is.EqualTo(info.Descriptor.Text("r_max", "")));
        Assert.That(_texts["shape"], Is.EqualTo($"1 {info.EdgeEnergy}"));
    }

    [Test]
    public void A_host_reads_what_a_descriptor_holds()
    {
        var expected = _plugin.OpenDescriptor();
        var descriptor = JsonDocument.Parse(_texts["descriptor"]).RootElement;

        Assert.That(descriptor.GetProperty("length").GetInt32(), Is.EqualTo(expected.Length));
        Assert.That(Texts(descriptor.GetProperty("spec").GetProperty("elements")), Is.EqualTo(expected.Spec.List("elements")));
        Assert.That(_texts["labels"].Split('\n'), Is.EqualTo(expected.Labels));
    }

    [Test]
    public void A_host_reads_why_a_structure_is_inside_or_outside()
    {
        var linear = new AtomicStructure([47, 8, 8], [0, 0, 0, 2.1, 0, 0, -2.1, 0, 0]);

        Assert.That(_texts["domain"], Is.EqualTo(_plugin.OpenModel().Predict(linear.View, 0).Domain.Reason));
    }

    private static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString());
}
