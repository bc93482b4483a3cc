using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Models;
using Xanes.Plugin.Tests.Datasets;
using Xanes.Plugin.Training;

namespace Xanes.Plugin.Tests.Training;

public sealed class TrainerTests
{
    private static readonly string Python = PythonInterpreter.Find(TestFiles.Manifest, null);

    [Test]
    public async Task Two_sets_make_a_model_that_agrees_with_its_learner_and_its_card()
    {
        using var folder = new TemporaryFolder();
        var steps = new List<TrainingProgress>();

        var card = await TrainAsync(folder, Python, steps.Add, "ridge", SmallDataSet.Write(folder, "first"), SmallDataSet.Write(folder, "second"));

        Assert.That(card.Family, Is.EqualTo("ridge"));
        Assert.That(card.LargestDifference, Is.LessThanOrEqualTo(1e-5));
        Assert.That(card.Sources.Select(source => source.Path), Is.EqualTo(new[] { "../first", "../second" }));
        Assert.That(card.TestMetrics.Select(metrics => metrics.Set), Is.EqualTo(new[] { "first", "second" }));
        Assert.That(ModelVerifier.Verify(folder["model"]).Agrees);
        Assert.That(steps, Has.Count.GreaterThan(2));
        Assert.That(steps[^1].Step, Is.EqualTo(steps[^1].Steps));
        Assert.That(Directory.GetFiles(folder["model"]).Select(Path.GetFileName), Is.EquivalentTo(new[] { "model.onnx", "model.yaml", "residuals.npy" }));
    }

    [Test]
    public async Task Another_absorber_trains_from_nothing_to_a_working_model_with_every_family_that_this_Python_has()
    {
        using var folder = new TemporaryFolder();
        var set = SmallDataSet.Write(folder, "cu-k", count: 60, absorber: "Cu");
        var spec = DescriptorSpec.Parse("kind: pair-rdf\nelements: [O, Cu]\nr_max: 4.0\nradial_bin: 0.5\npair_bin: 1.0\nsigma: 0.3\ntaper: 0.5\n");
        var options = new TrainingOptions
        {
            DataSets = [set],
            OutputFolder = folder["copper"],
            Families = ["ridge", "lasso", "kernel-ridge"],
            Python = Python,
            Descriptor = spec,
        };

        var card = await Trainer.TrainAsync(TestFiles.Manifest, options, null, CancellationToken.None);

        Assert.That(card.Info.Absorber, Is.EqualTo("Cu"));
        Assert.That(card.Metrics.Select(metrics => metrics.Family), Is.EqualTo(options.Families));
        Assert.That(card.TestMetrics[0].R2, Is.GreaterThan(0.8));
        Assert.That(ModelVerifier.Verify(folder["copper"]).Agrees);
        using var model = ModelFolder.Open(folder["copper"]);
        var structure = new AtomicStructure([29, 8, 8], [0, 0, 0, 2.4, 0, 0, 0, 2.2, 0]);
        var expected = Enumerable.Range(0, SmallDataSet.Points).Select(point => 1.01 + (0.1 * Math.Sin(4.6 + point))).ToArray();
        Assert.That(model.Predict(structure.View, 0).Intensities.ToArray(), Is.EqualTo(expected).Within(0.05));
        Assert.That(File.ReadAllText(folder["copper/report/report.md"]), Does.Contain("kernel-ridge").And.Contain("Cu K").And.Not.Contain("Ag"));
        Assert.That(Directory.GetFiles(folder["copper/report"], "*.png"), Has.Length.EqualTo(6));
    }

    [Test]
    public async Task Families_on_a_vector_and_on_the_neighbours_are_compared_in_one_training()
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions
        {
            DataSets = [SmallDataSet.Write(folder, "set", count: 60)],
            OutputFolder = folder["model"],
            Families = ["ridge", "fast-scattering-network"],
            Python = Python,
        };

        var card = await Trainer.TrainAsync(TestFiles.Manifest, options, null, CancellationToken.None);

        var best = card.Metrics.MinBy(metrics => metrics.ValidationMse)!.Family;
        Assert.That(card.Metrics.Select(metrics => metrics.Family), Is.EqualTo(options.Families));
        Assert.That(card.Family, Is.EqualTo(best));
        Assert.That(card.Info.Descriptor.Kind, Is.EqualTo(best == "ridge" ? "pair-rdf" : "neighbours"));
        Assert.That(ModelVerifier.Verify(folder["model"]).Agrees);
        Assert.That(
            File.ReadAllText(folder["model/report/report.md"]),
            Does.Match(@"\| ridge \| \d+ \| \d+ ").And.Match(@"\| fast-scattering-network \| \d+ \| \d+ "));
    }

    [Test]
    public async Task Spectra_of_one_group_stand_in_one_part_where_the_split_is_by_group_and_the_card_says_so()
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions
        {
            DataSets = [SmallDataSet.Write(folder, "set", count: 90, group: id => $"crystal{id / 6}")],
            OutputFolder = folder["model"],
            Families = ["ridge"],
            Python = Python,
            SplitBy = SplitKey.Group,
            Report = false,
        };

        var card = await Trainer.TrainAsync(TestFiles.Manifest, options, null, CancellationToken.None);

        var source = card.Sources.Single();
        Assert.That(card.Split, Does.Contain("set/group"));
        Assert.That(new[] { source.Training, source.Validation, source.Test }, Is.All.Matches<int>(count => count > 0 && count % 6 == 0));
        Assert.That(ModelVerifier.Verify(folder["model"]).Agrees);
    }

    [Test]
    public void A_set_to_compare_with_that_has_another_protocol_is_refused_before_the_training()
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions
        {
            DataSets = [SmallDataSet.Write(folder, "set")],
            OutputFolder = folder["model"],
            Outside = [SmallDataSet.Write(folder, "other", extraFact: "edge: L3")],
            Python = Python,
        };

        var fault = Assert.ThrowsAsync<InvalidInputException>(() => Trainer.TrainAsync(TestFiles.Manifest, options, null, CancellationToken.None));

        Assert.That(fault!.Message, Does.Contain("other").And.Contain("edge (L3, not K)"));
        Assert.That(Directory.Exists(folder["model"]), Is.False);
    }

    [Test]
    public void A_set_to_compare_with_that_holds_a_structure_of_the_training_is_refused()
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions
        {
            DataSets = [SmallDataSet.Write(folder, "one")],
            OutputFolder = folder["model"],
            Outside = [SmallDataSet.Write(folder, "two")],
            Python = Python,
        };
        File.Copy(folder["one/structures.extxyz"], folder["two/structures.extxyz"], overwrite: true);

        var fault = Assert.ThrowsAsync<InvalidInputException>(() => Trainer.TrainAsync(TestFiles.Manifest, options, null, CancellationToken.None));

        Assert.That(fault!.Message, Does.Contain("two").And.Contain("is the structure of").And.Contain("one"));
        Assert.That(Directory.Exists(folder["model"]), Is.False);
    }

    [Test]
    public async Task A_cross_validation_predicts_every_spectrum_once_and_every_group_once_more()
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions
        {
            DataSets = [SmallDataSet.Write(folder, "set", count: 60, group: id => id % 2 == 0 ? "even" : "odd")],
            OutputFolder = "",
            Families = ["ridge"],
            Python = Python,
        };

        var rows = await CrossValidation.RunAsync(TestFiles.Manifest, options, null, CancellationToken.None);

        Assert.That(
            rows.Select(row => (row.HeldOut, row.Set, row.Count)),
            Is.EqualTo(new[] { ("fold", "set", 60), ("group even", "set", 30), ("group odd", "set", 30) }));
        Assert.That(rows, Is.All.Matches<CrossValidationRow>(row => row.Mse < 0.3 * row.MeanPredictor && row.Median <= 2.0 * row.Mse));
    }

    [Test]
    public void A_cross_validation_of_a_family_that_cannot_eat_the_given_descriptor_is_refused_in_one_line()
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions
        {
            DataSets = [SmallDataSet.Write(folder, "set", count: 60)],
            OutputFolder = "",
            Families = ["ridge", "scattering-network"],
            Descriptor = DescriptorSpec.Parse("kind: pair-rdf\nelements: [O, Ag]\nr_max: 4.0\nunlisted: ignore\n"),
            Python = Python,
        };

        var fault = Assert.CatchAsync<XanesException>(
            () => CrossValidation.RunAsync(TestFiles.Manifest, options, null, CancellationToken.None));

        Assert.That(fault!.Message, Does.Contain("scattering-network: takes neighbours").And.Not.Contain("\n"));
    }

    [Test]
    public void A_model_that_does_not_answer_as_its_learner_does_is_not_installed()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["model"]);
        File.WriteAllText(folder["model/model.onnx"], "the old model");
        var lying = Script(
            folder,
            $"""
             '{Python}' "$@" || exit $?
             [ "$1" = -c ] || '{Python}' -c "import numpy, sys; p = sys.argv[1] + '/prediction.npy'; numpy.save(p, numpy.load(p) + numpy.float32(0.001))" "$3"
             """);

        var fault = Assert.ThrowsAsync<XanesException>(() => TrainAsync(folder, lying, null, "ridge", SmallDataSet.Write(folder, "set")));

        Assert.That(fault!.Message, Does.Contain("differs from the ridge learner").And.Contain("not installed"));
        Assert.That(Directory.GetFiles(folder["model"]), Has.Length.EqualTo(1));
        Assert.That(File.ReadAllText(folder["model/model.onnx"]), Is.EqualTo("the old model"));
    }

    [Test]
    public void A_trainer_that_fails_gives_its_last_line()
    {
        using var folder = new TemporaryFolder();
        var failing = Script(folder, """[ "$1" = -c ] && exit 0; echo Traceback >&2; echo 'MemoryError: no room' >&2; exit 1""");

        var fault = Assert.ThrowsAsync<XanesException>(() => TrainAsync(folder, failing, null, "ridge", SmallDataSet.Write(folder, "set")));

        Assert.That(fault!.Message, Does.Contain("exit status 1").And.Contain("MemoryError: no room").And.Not.Contain("\n"));
    }

    [Test]
    public void A_Python_without_the_modules_gets_a_line_that_says_what_to_install()
    {
        using var folder = new TemporaryFolder();
        var bare = Script(folder, """echo "ModuleNotFoundError: No module named 'sklearn'" >&2; exit 1""");

        var fault = Assert.ThrowsAsync<XanesException>(() => TrainAsync(folder, bare, null, "ridge", SmallDataSet.Write(folder, "set")));

        Assert.That(fault!.Message, Does.Contain("sklearn").And.Contain("pip install"));
    }

    [Test]
    public void An_unknown_family_is_refused_with_those_that_exist()
    {
        using var folder = new TemporaryFolder();

        var fault = Assert.ThrowsAsync<InvalidInputException>(() => TrainAsync(folder, Python, null, "oracle", SmallDataSet.Write(folder, "set")));

        Assert.That(fault!.Message, Does.Contain("oracle").And.Contain("ridge, extra-trees"));
    }

    [TestCase("epsii_reference: 25281.0", "epsii_reference (25281, not 25280.7)")]
    [TestCase("edge: L3", "edge (L3, not K)")]
    [TestCase("edge_energy: 25515.0", "edge_energy")]
    [TestCase("normalisation: area", "normalisation")]
    public void Sets_with_different_protocols_are_not_mixed(string fact, string difference)
    {
        using var folder = new TemporaryFolder();
        var sets = new[] { SmallDataSet.Write(folder, "first"), SmallDataSet.Write(folder, "second", extraFact: fact) };

        var fault = Assert.ThrowsAsync<InvalidInputException>(() => TrainAsync(folder, Python, null, "ridge", sets));

        Assert.That(fault!.Message, Does.Contain("cannot be mixed").And.Contain(difference));
    }

    [Test]
    public async Task A_model_that_is_there_is_refused_before_anything_is_trained_and_replaced_when_asked()
    {
        using var folder = new TemporaryFolder();
        var card = Path.Combine(Directory.CreateDirectory(folder["model"]).FullName, "model.yaml");
        File.WriteAllText(card, "mine");
        var set = SmallDataSet.Write(folder, "set");
        var steps = new List<TrainingProgress>();

        var fault = Assert.ThrowsAsync<InvalidInputException>(() => TrainAsync(folder, Python, steps.Add, "ridge", set));

        Assert.That(fault!.Message, Does.StartWith(folder["model"]).And.Contain("--replace"));
        Assert.That(steps, Is.Empty);
        Assert.That(File.ReadAllText(card), Is.EqualTo("mine"));

        var options = new TrainingOptions { DataSets = [set], OutputFolder = folder["model"], Replace = true, Families = ["ridge"], Python = Python, Report = false };
        await Trainer.TrainAsync(TestFiles.Manifest, options, null, CancellationToken.None);
        Assert.That(ModelCardReader.ReadFolder(folder["model"]).Family, Is.EqualTo("ridge"));
    }

    [Test]
    public void A_training_that_is_cancelled_leaves_no_model()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var set = SmallDataSet.Write(folder, "set");
        var options = new TrainingOptions { DataSets = [set], OutputFolder = folder["model"], Families = ["ridge"], Python = Python, Report = false };
        var progress = new Reporter(_ => cancellation.Cancel());

        Assert.CatchAsync<OperationCanceledException>(() => Trainer.TrainAsync(TestFiles.Manifest, options, progress, cancellation.Token));
        Assert.That(Directory.Exists(folder["model"]), Is.False);
    }

    [Test]
    public async Task A_set_that_gives_its_split_is_fitted_to_its_training_part_alone_and_its_validation_part_is_verified_too()
    {
        using var folder = new TemporaryFolder();
        var set = SmallDataSet.Write(folder, "set", split: id => (id % 10) switch { < 7 => "train", < 9 => "val", _ => "test" });

        var card = await TrainAsync(folder, Python, null, "ridge", set);
        var verification = ModelVerifier.Verify(folder["model"]);

        Assert.That(card.Sources[0], Has.Property(nameof(TrainingSource.Training)).EqualTo(56).And.Property(nameof(TrainingSource.Validation)).EqualTo(16));
        Assert.That(card.FittedTo, Does.StartWith("the training parts"));
        Assert.That(verification.Agrees);
        Assert.That(verification.Validation[0].Count, Is.EqualTo(16));
        Assert.That(verification.Validation[0].Mse, Is.EqualTo(card.Metrics[0].ValidationMse).Within(1).Percent);
    }

    private static Task<ModelCard> TrainAsync(
        TemporaryFolder folder, string python, Action<TrainingProgress>? report, string family, params string[] sets)
    {
        var options = new TrainingOptions { DataSets = sets, OutputFolder = folder["model"], Families = [family], Python = python, Report = false };
        return Trainer.TrainAsync(TestFiles.Manifest, options, report is null ? null : new Reporter(report), CancellationToken.None);
    }

    private static string Script(TemporaryFolder folder, string body)
    {
        var path = folder["python"];
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("needs a shell");
            return path;
        }

        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    private sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
