using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Files;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>Trains a model from data sets: describes the structures, has Python fit learners, checks and installs the model.</summary>
public static class Trainer
{
    private const string FittedToTraining = "the training parts, after the choice of hyper-parameters by cross-validation on them and of the family on the validation parts";

    private const string FittedTo = "training and validation parts, after the choice of hyper-parameters by cross-validation on the training parts and of the family on the validation parts";

    /// <summary>Trains a model. The old one in the output folder stays untouched unless all goes well.</summary>
    /// <param name="manifest">The plugin's manifest: its folder holds the Python package.</param>
    /// <param name="options">What to train.</param>
    /// <param name="progress">Reports each step.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <returns>The card of the new model.</returns>
    /// <exception cref="InvalidInputException">
    /// A model is in the output folder and is not to be replaced, a data set is damaged, or the sets do not belong together.
    /// </exception>
    /// <exception cref="XanesException">Python is not fit for it or fails, or the exported model does not answer as the learner does.</exception>
    public static async Task<ModelCard> TrainAsync(
        PluginManifest manifest, TrainingOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        if (!options.Replace && File.Exists(Path.Combine(options.OutputFolder, ModelCard.FileName)))
        {
            throw new InvalidInputException($"{options.OutputFolder}: holds a model already; train it anew with --replace, or name another folder with -o");
        }

        var python = await PythonProgram.FindAsync(manifest, options.Python, cancellation).ConfigureAwait(false);
        var sets = TrainingTable.ReadSets(options.DataSets, options.SplitBy);
        var outside = TrainingTable.ReadOutside(options.Outside, sets);
        var specs = TrainingDescriptor.Of(options, sets);
        progress?.Report(new TrainingProgress(0, 0, $"describing {Counted.Of(sets.Sum(set => set.Entries.Count), "structure")}"));
        var table = TrainingTable.Describe(sets, specs, cancellation);
        foreach (var set in sets.Where(set => set.Protocol.EdgeStep is null))
        {
            progress?.Report(new TrainingProgress(
                0, 0, $"{set.Name}: has no raw.npy; its spectra are learned as they are, so the model's broadening is fixed ('xanes dataset export' writes it)"));
        }

        var targets = TrainingTargets.Of(table);
        using var job = new TrainingJob();
        job.Write(table, targets, options);
        await job.RunAsync("xanes.train", [], python, progress, cancellation).ConfigureAwait(false);
        progress?.Report(new TrainingProgress(0, 0, "comparing the exported models with their learners"));
        var result = job.ReadResult();
        var making = new ModelInTheMaking(table, targets, job, options);
        var checks = LearnerChecks.Run(table, job, result.Families, making.Open);
        var card = Install(making, manifest.Version, WithoutFaults(result, checks));
        if (options.Report)
        {
            await TrainingReport.MakeAsync(job, outside, options.OutputFolder, checks, python, progress, cancellation).ConfigureAwait(false);
        }

        return card;
    }

    /// <summary>Moves families whose exported model is not to be trusted to the failures. The best is judged when it is installed.</summary>
    private static TrainingResult WithoutFaults(TrainingResult result, LearnerCheck[] checks)
    {
        var faulty = checks.Where(check => check.Fault is not null && check.Family != result.Best.Name).ToDictionary(check => check.Family);
        return result with
        {
            Families = [.. result.Families.Where(family => !faulty.ContainsKey(family.Name))],
            Failures = [.. result.Failures, .. faulty.Values.Select(check => new FamilyFailure(check.Family, check.Fault!))],
        };
    }

    private static ModelCard Install(ModelInTheMaking making, string version, TrainingResult result)
    {
        var (table, targets, job, options) = making;
        var best = result.Best;
        using var model = making.Open(best);
        var sites = TestErrors.Sites(table.Sets);
        var predicted = model.PredictMany(sites);
        var card = new ModelCard
        {
            Info = making.Describe(best),
            EpsiiReference = table.Sets[0].Protocol.EpsiiReference,
            Narrow = targets?.Axis,
            Uncertainty = new UncertaintyFacts(best.Factor, best.Floor, best.HeldOut, FileHash.Of(job.ResidualsPathOf(best.Name))),
            Family = best.Name,
            FittedTo = TrainingJob.IsRefitted(table) ? FittedTo : FittedToTraining,
            Seed = options.Seed,
            Split = Split.Rule(options.SplitBy, table.Sets),
            Sources = [.. table.Sets.Select(set => Source(set, options.OutputFolder))],
            Versions =
            [
                KeyValuePair.Create("xanes", version),
                KeyValuePair.Create("onnxruntime", OnnxEnvironment.Version),
                .. result.Versions,
            ],
            OnnxSha256 = FileHash.Of(job.ModelPath),
            WeightsSha256 = job.WeightsPathOf(best.Name) is { } weights ? FileHash.Of(weights) : null,
            LargestDifference = CompareWithLearner(job, predicted, best),
            Metrics = [.. result.Families.Select(family => family.Metrics)],
            NarrowMetrics = targets is null ? [] : NarrowErrors.Of(table.Sets, targets.Axis, model).Metrics,
            Failures = result.Failures,
            DomainMetrics = TestErrors.Of(table.Sets, predicted).DomainMetrics,
            Domain = table.FeaturesOf(best.Inputs).Domain,
        };
        ModelFolder.Install(options.OutputFolder, card, Files(job, best.Name));
        return card;
    }

    private static IEnumerable<(string Name, string Source)> Files(TrainingJob job, string family)
    {
        yield return (ModelCard.OnnxFileName, job.ModelPath);
        yield return (ResidualCovariance.FileName, job.ResidualsPathOf(family));
        if (job.WeightsPathOf(family) is { } weights)
        {
            yield return (StartingWeights.FileName, weights);
        }
    }

    private static TrainingSource Source(DataSet set, string outputFolder)
    {
        var path = Path.GetRelativePath(Path.GetFullPath(outputFolder), Path.GetFullPath(set.Folder)).Replace('\\', '/');
        var parts = set.Entries.CountBy(entry => entry.Part).ToDictionary();
        return new TrainingSource(
            set.Name,
            path,
            set.Sha256,
            parts.GetValueOrDefault(SplitPart.Training),
            parts.GetValueOrDefault(SplitPart.Validation),
            parts.GetValueOrDefault(SplitPart.Test));
    }

    /// <summary>The largest difference between the exported model and the learner on the test rows, which must be small.</summary>
    private static double CompareWithLearner(TrainingJob job, IReadOnlyList<Spectrum> predicted, TrainedFamily family)
    {
        var learner = job.ReadPrediction();
        var points = predicted[0].Intensities.Length;
        if (learner.Values.Length != predicted.Count * points)
        {
            throw new XanesException($"the trainer predicted {learner.ShapeText}, not [{predicted.Count}, {points}]; install plugin and trainer from one release");
        }

        var largest = 0.0;
        for (var i = 0; i < learner.Values.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs((double)learner.Values[i] - predicted[i / points].Intensities.Span[i % points]));
        }

        return largest <= family.Parity
            ? largest
            : throw new XanesException(FormattableString.Invariant(
                $"the exported model differs from the {family.Name} learner by {largest:0.0e0} on the test parts (limit {family.Parity:0.0e0}); it is not installed"));
    }
}
