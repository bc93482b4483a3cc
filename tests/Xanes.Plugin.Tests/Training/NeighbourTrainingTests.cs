using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Models;
using Xanes.Plugin.Tests.Datasets;
using Xanes.Plugin.Training;

namespace Xanes.Plugin.Tests.Training;

/// <summary>A scattering network from a data set to its spectra.</summary>
public sealed class NeighbourTrainingTests
{
    private TemporaryFolder _folder = null!;
    private ModelCard _card = null!;
    private SpectrumModel _model = null!;

    [OneTimeSetUp]
    public async Task TrainNetwork()
    {
        _folder = new TemporaryFolder();
        var options = new TrainingOptions
        {
            DataSets = [SmallDataSet.Write(_folder, "set")],
            OutputFolder = _folder["model"],
            Families = ["scattering-network"],
            Python = PythonInterpreter.Find(TestFiles.Manifest, null),
            Descriptor = DescriptorSpec.Parse("kind: neighbours\nabsorber: Ag\nelements: [O, Si, Ag]\nr_max: 5.0\n"),
            Report = false,
        };
        _card = await Trainer.TrainAsync(TestFiles.Manifest, options, null, CancellationToken.None);
        _model = ModelFolder.Open(_folder["model"]);
    }

    [OneTimeTearDown]
    public void RemoveModel()
    {
        _model?.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void The_card_names_the_neighbours_and_the_model_agrees_with_it_and_with_torch()
    {
        Assert.That(_card.Info.Descriptor.Kind, Is.EqualTo("neighbours"));
        Assert.That(_card.LargestDifference, Is.LessThanOrEqualTo(1e-5));
        Assert.That(ModelVerifier.Verify(_folder["model"]).Agrees);
    }

    [Test]
    public void Lists_of_clusters_of_all_sizes_get_the_spectra_of_single_calls_in_the_callers_order([Values(1, 2)] int threads)
    {
        var random = new Random(5);
        var sites = Enumerable.Range(0, 300).Select(_ => new AbsorberSite(RandomStructures.Isolated(random, 1 + random.Next(24)), 0)).ToArray();
        var points = _model.Info.Energies.Length;
        var (intensities, spread) = (new float[sites.Length * points], new float[sites.Length * points]);

        _model.PredictMany(new SiteList(sites), new SpectrumArrays(intensities, spread), new BatchOptions { Threads = threads });

        for (var site = 0; site < sites.Length; site++)
        {
            var single = _model.Predict(sites[site].Structure.View, 0);
            var row = site * points;
            Assert.That(intensities[row..(row + points)], Is.EqualTo(single.Intensities.ToArray()).AsCollection.Within(1e-5), $"site {site}");
            Assert.That(spread[row..(row + points)], Is.EqualTo(single.Uncertainty.ToArray()).AsCollection.Within(1e-5), $"site {site}");
        }
    }

    [Test]
    public void Sites_at_fault_leave_the_others_in_their_places()
    {
        var random = new Random(6);
        var overlap = new AtomicStructure([47, 8, 8], [0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 2.0, 0.1, 0.0]);
        var sites = Enumerable.Range(0, 40)
            .Select(i => new AbsorberSite(i % 7 == 3 ? overlap : RandomStructures.Isolated(random, 1 + random.Next(9)), 0)).ToArray();
        var points = _model.Info.Energies.Length;
        var intensities = new float[sites.Length * points];

        var faults = _model.PredictMany(new SiteList(sites), new SpectrumArrays(intensities), new BatchOptions { KeepGoing = true });

        Assert.That(faults.Select(fault => fault.Site), Is.EqualTo(new[] { 3, 10, 17, 24, 31, 38 }));
        for (var site = 0; site < sites.Length; site++)
        {
            var row = intensities[(site * points)..((site + 1) * points)];
            var expected = site % 7 == 3
                ? [.. Enumerable.Repeat(float.NaN, points)]
                : _model.Predict(sites[site].Structure.View, 0).Intensities.ToArray();
            Assert.That(row, Is.EqualTo(expected).AsCollection.Within(1e-5), $"site {site}");
        }
    }

    [Test]
    public void A_spectrum_has_a_positive_spread_and_does_not_change_when_the_structure_is_moved_or_renumbered()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 20; trial++)
        {
            var structure = RandomStructures.Isolated(random, 10);
            var (moved, absorber) = RigidMotion.Apply(random, structure, 0);

            var (before, after) = (_model.Predict(structure.View, 0), _model.Predict(moved.View, absorber));

            Assert.That(after.Intensities.ToArray(), Is.EqualTo(before.Intensities.ToArray()).AsCollection.Within(1e-4));
            Assert.That(before.Uncertainty.ToArray(), Is.All.Positive);
        }
    }
}
