using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Tests.Models;

public sealed class ModelChoiceTests
{
    private static readonly AtomicStructure SilverOxygen = new([47, 8, 8], [0, 0, 0, 2.1, 0, 0, -2.1, 0, 0]);
    private static readonly AtomicStructure CopperOxygen = new([29, 8, 8], [0, 0, 0, 1.9, 0, 0, -1.9, 0, 0]);
    private static readonly AtomicStructure Both = new([47, 29, 8], [0, 0, 0, 3.0, 0, 0, 1.5, 1.5, 0]);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        CopperModel.Write(Path.Combine(_folder["users"], CopperModel.Id));
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_structure_s_absorber_says_which_model_is_taken()
    {
        using var plugin = new XanesPlugin(TestFiles.Manifest, _folder["users"]);

        Assert.That(plugin.OpenModelFor(SilverOxygen).Info.Id, Is.EqualTo("ag-k-accurate"));
        Assert.That(plugin.OpenModelFor(CopperOxygen).Info.Absorber, Is.EqualTo("Cu"));
        Assert.That(plugin.OpenModelFor(Both, AbsorberSelection.Index(1)).Info.Absorber, Is.EqualTo("Cu"));
        Assert.That(plugin.OpenModelFor(Both, AbsorberSelection.Parse("Ag")).Info.Absorber, Is.EqualTo("Ag"));
        Assert.That(plugin.ModelIds, Does.Contain(CopperModel.Id).And.Contain("ag-k-fast"));
    }

    [Test]
    public void Several_known_absorbers_ask_in_one_line_with_what_can_be_given()
    {
        using var plugin = new XanesPlugin(TestFiles.Manifest, _folder["users"]);

        Assert.That(
            () => plugin.OpenModelFor(Both),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("give the absorber: Cu (model cu-test) or Ag (model ag-k-accurate)"));
        Assert.That(
            () => plugin.OpenModelFor(new AtomicStructure([28, 8], [0, 0, 0, 2, 0, 0])),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("no model is for the absorber O, Ni, only for Fe, Cu, Ag"));
    }

    [Test]
    public void A_user_s_own_model_comes_before_the_shipped_one_and_the_one_installed_last_before_the_others()
    {
        var users = new UsersModels(_folder["users"]);
        using var plugin = new XanesPlugin(TestFiles.Manifest, _folder["users"]);
        users.Install(TestFiles.InTree("tests/data/models/ag-k-ridge"));
        users.Install(CopperModel.Write(_folder["second"], "cu-second"));

        Assert.That(plugin.ModelsFor([47, 29]).Select(choice => choice.Id), Is.EqualTo(new[] { "cu-second", "ag-k-ridge" }));

        users.MakeDefault(CopperModel.Id);
        Assert.That(plugin.ModelsFor([29]).Single().Id, Is.EqualTo(CopperModel.Id));

        users.Remove("ag-k-ridge");
        Assert.That(plugin.ModelsFor([47]).Single(), Is.EqualTo(new ModelChoice("ag-k-accurate", "Ag", "the default for Ag")));
    }

    [Test]
    public void A_manifest_with_one_default_model_takes_it_as_before_wherever_it_can()
    {
        var manifest = ManifestOf(text => text.Replace("default_models:", "# default_models:").Replace("\n  Ag: ag-k-accurate", "").Replace("\n  Cu: cu-k", "").Replace("\n  Fe: fe-k", ""));
        using var plugin = new XanesPlugin(manifest, _folder["users"]);

        Assert.That(manifest.DefaultModels, Is.Empty);
        Assert.That(plugin.ModelsFor([47, 29, 8]).Single().Id, Is.EqualTo("ag-k-accurate"));
        Assert.That(plugin.ModelsFor([29, 8]).Single().Id, Is.EqualTo(CopperModel.Id));
    }

    [Test]
    public void A_manifest_that_names_a_default_for_something_else_than_an_element_is_refused()
    {
        Assert.That(
            () => ManifestOf(text => text.Replace("\n  Ag: ag-k-accurate", "\n  Silver: ag-k-accurate")),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("'Silver' is no element"));
    }

    [Test]
    public void A_damaged_card_among_the_user_s_models_harms_no_other()
    {
        Directory.CreateDirectory(Path.Combine(_folder["users"], "broken"));
        File.WriteAllText(Path.Combine(_folder["users"], "broken", "model.yaml"), "absorber: [");
        using var plugin = new XanesPlugin(TestFiles.Manifest, _folder["users"]);

        Assert.That(plugin.OpenModelFor(CopperOxygen).Info.Absorber, Is.EqualTo("Cu"));
    }

    [Test]
    public void A_card_is_read_down_to_its_absorber_alone_and_a_fault_behind_that_is_told_when_the_model_is_opened()
    {
        var card = Path.Combine(_folder["users"], "broken", "model.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(card)!);
        File.WriteAllText(card, "id: broken\nenergies: {start: 0, count: [1, 2]}\nelements: [O, Ni]\nabsorber: Ni\nlearner: [");
        using var plugin = new XanesPlugin(TestFiles.Manifest, _folder["users"]);

        Assert.That(plugin.ModelsFor([28]).Single(), Is.EqualTo(new ModelChoice("broken", "Ni", "your own for Ni")));
        Assert.That(
            () => plugin.OpenModelFor(new AtomicStructure([28, 8], [0, 0, 0, 2, 0, 0])),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains(card));
    }

    [TestCase("absorbers: Ni")]
    [TestCase("learner: {absorber: Ni}\nelements: [absorber, Ni]")]
    [TestCase("absorber: [Ni]")]
    [TestCase("absorber: {a: Ni}")]
    [TestCase("? [absorber, Ni]\n: absorber\nNi: 1")]
    [TestCase("[id, absorber, Ni]")]
    [TestCase("Ni")]
    [TestCase("")]
    public void Only_the_card_s_own_absorber_counts(string card)
    {
        Directory.CreateDirectory(Path.Combine(_folder["users"], "other"));
        File.WriteAllText(Path.Combine(_folder["users"], "other", "model.yaml"), card);
        using var plugin = new XanesPlugin(TestFiles.Manifest, _folder["users"]);

        Assert.That(plugin.ModelsFor([28]), Is.Empty);
    }

    [Test]
    public void The_default_descriptor_takes_the_absorber_and_the_elements_of_the_model_for_it()
    {
        using var plugin = new XanesPlugin(TestFiles.Manifest, _folder["users"]);

        Assert.That(plugin.DescriptorFor([47, 29, 8]), Is.SameAs(TestFiles.Manifest.DefaultDescriptor));
        Assert.That(plugin.DescriptorFor([8]), Is.SameAs(TestFiles.Manifest.DefaultDescriptor));
        var copper = plugin.DescriptorFor([29, 8]);
        Assert.That(copper.Absorber, Is.EqualTo("Cu"));
        Assert.That(copper.List("elements"), Is.EqualTo(new[] { "O", "Si", "Cu" }));
        Assert.That(plugin.OpenDescriptor(copper).Length, Is.GreaterThan(0));
    }

    private PluginManifest ManifestOf(Func<string, string> change)
    {
        var text = change(File.ReadAllText(TestFiles.Manifest.Path)).Replace("models: models", $"models: {TestFiles.Manifest.ModelsFolder}");
        File.WriteAllText(_folder["plugin.yaml"], text);
        return PluginManifest.Read(_folder["plugin.yaml"]);
    }
}
