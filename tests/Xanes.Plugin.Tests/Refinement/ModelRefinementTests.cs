using System.Globalization;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Arrays;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Models;
using Xanes.Plugin.Refinement;
using Xanes.Plugin.Structures;
using Xanes.Plugin.Tests.Fdmnes;
using Xanes.Plugin.Training;

namespace Xanes.Plugin.Tests.Refinement;

/// <summary>A model learns what a fit needs, from calculations of the posterior's own structures.</summary>
public sealed class ModelRefinementTests
{
    private const int Spectra = 60;

    [Test]
    public async Task Structures_of_the_posterior_are_computed_and_learned_and_the_fit_is_done_again()
    {
        using var folder = new TemporaryFolder();
        await TrainAsync(folder, "fast-scattering-network");
        using var plugin = new XanesPlugin(TestFiles.Manifest);
        var words = new List<string>();

        var result = await ModelRefinement.RunAsync(
            plugin, TestFiles.Manifest, folder["small"], Target(plugin, folder), [Start()], Options(), Refinement(folder, 4), new Words(words.Add), CancellationToken.None);

        var computed = DataSetReader.Read(result.DataSet);
        Assert.That(computed.Entries, Has.Count.EqualTo(4));
        Assert.That(computed.Entries.Select(entry => entry.Part), Is.All.EqualTo(SplitPart.Training));
        Assert.That(computed.Entries.Count(entry => entry.Group == "best"), Is.EqualTo(1));
        var distances = computed.Entries.Select(entry => entry.Site.Structure.Position(1).Length).ToArray();
        Assert.That(distances, Is.All.InRange(2.1 - 0.2, 2.1 + 0.2));
        Assert.That(distances, Is.Unique);
        var card = ModelCardReader.ReadFolder(result.ModelFolder);
        Assert.That(card.Sources.Select(source => source.Name), Is.EqualTo(new[] { "glass", "computed" }));
        Assert.That(card.WeightsSha256, Is.Not.Null);
        Assert.That(ModelVerifier.Verify(result.ModelFolder).Agrees);
        using var refined = ModelFolder.Open(result.ModelFolder);
        Assert.That(Error(refined, computed), Is.LessThan(0.5 * result.ErrorOnDraws));
        Assert.That(result.ErrorBefore, Is.GreaterThan(0.0));
        Assert.That(result.After.Parameters, Has.Count.EqualTo(result.Before.Parameters.Count));
        Assert.That(words, Has.Some.Contains("FDMNES: 4 done"));
    }

    [Test]
    public async Task A_model_that_holds_no_weights_is_trained_again_from_the_start()
    {
        using var folder = new TemporaryFolder();
        await TrainAsync(folder, "ridge");
        using var plugin = new XanesPlugin(TestFiles.Manifest);
        var words = new List<string>();

        var result = await ModelRefinement.RunAsync(
            plugin, TestFiles.Manifest, folder["small"], Target(plugin, folder), [Start()], Options(), Refinement(folder, 2), new Words(words.Add), CancellationToken.None);

        var card = ModelCardReader.ReadFolder(result.ModelFolder);
        Assert.That(card.Family, Is.EqualTo("ridge"));
        Assert.That(card.Sources.Select(source => source.Name), Is.EqualTo(new[] { "glass", "computed" }));
        Assert.That(words, Has.Some.Contains("trained again from the start"));

        var again = await ModelRefinement.RunAsync(
            plugin, TestFiles.Manifest, folder["small"], Target(plugin, folder), [Start()], Options(), Refinement(folder, 2), null, CancellationToken.None);
        Assert.That(again.ModelFolder, Is.EqualTo(result.ModelFolder), "the same call goes on, over the refined model that is there");
    }

    private static async Task TrainAsync(TemporaryFolder folder, string family)
    {
        var options = new TrainingOptions
        {
            DataSets = [Part(TestFiles.InTree("models/data/ag-k-green-2-glass"), folder["glass"])],
            OutputFolder = folder["small"],
            Families = [family],
            Report = false,
        };
        await Trainer.TrainAsync(TestFiles.Manifest, options, null, CancellationToken.None);
    }

    private static FitStart Start() => new("start", new AtomicStructure([47, 8, 8, 14], [0, 0, 0, 2.1, 0, 0, 0, 2.3, 0, -1.5, -1.5, 2.2]))
    {
        Absorber = AbsorberSelection.Index(0),
        Variations = [VariationText.Parse("atoms 1 radial in -0.2..0.2")],
    };

    private static FitOptions Options() => new() { Population = 40, MaximumSteps = 40 };

    private static RefinementOptions Refinement(TemporaryFolder folder, int structures) => new()
    {
        Structures = structures,
        Runner = new FdmnesRunner(FdmnesSamples.StandIn(folder["."]), TimeSpan.FromMinutes(1)),
        Folder = folder["refined"],
    };

    /// <summary>The model's own spectrum of the start, with noise.</summary>
    private static FitTarget Target(XanesPlugin plugin, TemporaryFolder folder)
    {
        var model = plugin.OpenModel(folder["small"]);
        var spectrum = model.Predict(Start().Structure, 0);
        var random = new Random(1);
        return new FitTarget(
            Enumerable.Range(0, spectrum.Energies.Length).Select(spectrum.PhotonEnergy).ToArray(),
            spectrum.Intensities.ToArray().Select(value => value + (0.01 * (random.NextDouble() - 0.5))).ToArray(),
            new[] { 0.005 });
    }

    private static double Error(ISpectrumModel model, DataSet set) => set.Entries.Average(entry => model
        .Predict(entry.Site.Structure, entry.Site.Absorber).Intensities.ToArray()
        .Zip(entry.Spectrum.ToArray()).Average(pair => Math.Pow(pair.First - pair.Second, 2)));

    /// <summary>The first spectra of a data set, as a data set.</summary>
    private static string Part(string whole, string part)
    {
        Directory.CreateDirectory(part);
        foreach (var file in new[] { "energy.npy", "fermi_energy.npy" })
        {
            File.Copy(Path.Combine(whole, file), Path.Combine(part, file));
        }

        foreach (var file in new[] { "spectra.npy", "raw.npy" })
        {
            var array = NpyFile.Read<float>(Path.Combine(whole, file));
            NpyFile.Write(Path.Combine(part, file), array.Values[..(Spectra * array.Shape[1])], Spectra, array.Shape[1]);
        }

        StructureWriter.Write(
            Path.Combine(part, "structures.extxyz"),
            StructureReader.Read(Path.Combine(whole, "structures.extxyz")).Take(Spectra).Select(frame => (frame.Structure, frame.Info)));
        var facts = File.ReadAllLines(Path.Combine(whole, "dataset.yaml")).Where(line => !line.StartsWith("count:", StringComparison.Ordinal));
        File.WriteAllLines(Path.Combine(part, "dataset.yaml"), facts.Append(string.Create(CultureInfo.InvariantCulture, $"count: {Spectra}")));
        return part;
    }

    private sealed class Words(Action<string> take) : IProgress<string>
    {
        public void Report(string value) => take(value);
    }
}
