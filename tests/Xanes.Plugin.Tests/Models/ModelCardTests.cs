using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Tests.Models;

public sealed class ModelCardTests
{
    [Test]
    public void A_card_that_is_written_and_read_back_is_written_the_same_again()
    {
        var card = ModelCardReader.ReadFolder(TestFiles.InTree("tests/data/models/ag-k-ridge"));
        var text = ModelCardWriter.Write(card);

        var again = ModelCardReader.Read(YamlMap.Parse(text, "card"));

        Assert.That(ModelCardWriter.Write(again), Is.EqualTo(text));
        Assert.That(again.Domain.GroupNames, Is.EqualTo(card.Domain.GroupNames));
        Assert.That(again.Info.Energies.ToArray(), Is.EqualTo(card.Info.Energies.ToArray()));
        Assert.That(again.TestMetrics, Is.EqualTo(card.TestMetrics));
    }

    [Test]
    public void A_card_says_what_the_model_was_made_from()
    {
        var card = ModelCardReader.ReadFolder(TestFiles.InTree("tests/data/models/ag-k-ridge"));

        Assert.That((card.Info.Absorber, card.Info.Edge, card.Info.EdgeEnergy), Is.EqualTo(("Ag", "K", 25514.0)));
        Assert.That(card.EpsiiReference, Is.EqualTo(25280.7));
        Assert.That(card.Info.Elements, Is.EqualTo(new[] { "O", "Si", "Ag" }));
        Assert.That(card.Info.Energies.Length, Is.EqualTo(137));
        Assert.That(card.Sources.Select(source => source.Training + source.Validation + source.Test), Is.EqualTo(new[] { 2547, 433, 92 }));
        Assert.That(card.Metrics.Select(metrics => metrics.Family), Is.EqualTo(new[] { "ridge" }));
    }

    [Test]
    public void An_uneven_energy_axis_is_kept_point_by_point()
    {
        double[] energies = [-8.0, -7.5, -6.0, 0.1];
        var card = ModelCardReader.ReadFolder(TestFiles.InTree("tests/data/models/ag-k-ridge"));
        var uneven = card with { Info = card.Info with { Energies = energies } };

        var again = ModelCardReader.Read(YamlMap.Parse(ModelCardWriter.Write(uneven), "card"));

        Assert.That(again.Info.Energies.ToArray(), Is.EqualTo(energies));
    }

    [TestCase("edge_energy: 25514", "edge_energy: high", "edge_energy")]
    [TestCase("elements: [O, Si, Ag]\nenergies", "elements: [Ag, O, Si]\nenergies", "elements")]
    [TestCase("{start: -8, step: 0.5, count: 137}", "[3, 2, 1]", "energies")]
    [TestCase("family: ridge\n  fitted_to", "family: oracle\n  fitted_to", "oracle")]
    [TestCase("absorber: Ag\nedge", "absorber: Xx\nedge", "Xx")]
    [TestCase("    rarity: ", "    rarity: AAAA", "'rarity' of the domain does not fit the descriptor; make it again with 'xanes models renew'")]
    [TestCase("    references: ", "    references: ?", "'references' of the domain")]
    [TestCase("  groups:\n", "  kinds:\n", "earlier release; make it again with 'xanes models renew'")]
    public void A_damaged_card_gets_one_line_that_names_the_fault(string sound, string damaged, string named)
    {
        var text = File.ReadAllText(TestFiles.InTree("tests/data/models/ag-k-ridge/model.yaml"));
        Assert.That(text, Does.Contain(sound));

        var fault = Assert.Throws<InvalidInputException>(
            () => ModelCardReader.Read(YamlMap.Parse(text.Replace(sound, damaged, StringComparison.Ordinal), "card")));

        Assert.That(fault!.Message, Does.StartWith("card").And.Contains(named).And.Not.Contains("\n"));
    }

    [Test]
    public void A_model_file_that_the_card_was_not_written_for_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.Copy(TestFiles.InTree("tests/data/models/ag-k-ridge/model.onnx"), folder["model.onnx"]);
        var text = File.ReadAllText(TestFiles.InTree("tests/data/models/ag-k-ridge/model.yaml"));
        File.WriteAllText(folder["model.yaml"], text.Replace("onnx:\n  sha256: ", "onnx:\n  sha256: 0", StringComparison.Ordinal));

        var fault = Assert.Throws<InvalidInputException>(() => ModelFolder.Open(folder.Path));

        Assert.That(fault!.Message, Does.Contain("model.onnx").And.Contain("hashes differ"));
    }
}
