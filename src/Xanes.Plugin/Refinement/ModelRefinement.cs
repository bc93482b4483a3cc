using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Datasets.Ledger;
using Xanes.Plugin.Fitting;
using Xanes.Plugin.Models;
using Xanes.Plugin.Training;

namespace Xanes.Plugin.Refinement;

/// <summary>
/// Active learning (Viklenko et al., outlook): FDMNES computes the structures of a posterior that help a model most, the model's training goes
/// on with them, and the fit is done again.
/// </summary>
public static class ModelRefinement
{
    /// <summary>The share of an epoch that the new structures have, however few they are.</summary>
    private const double ShareOfNew = 0.1;

    private const int MostRepeats = 50;

    /// <summary>Refines a model and fits again.</summary>
    /// <param name="plugin">Opens the refined model.</param>
    /// <param name="manifest">The plugin's manifest.</param>
    /// <param name="modelFolder">The folder of the model that was fitted with.</param>
    /// <param name="target">The measured spectrum.</param>
    /// <param name="starts">What is fitted.</param>
    /// <param name="options">How it is fitted.</param>
    /// <param name="refinement">How the model is refined.</param>
    /// <param name="progress">Reports each step in words.</param>
    /// <param name="cancellation">Ends it; calculations that are done stay in the folder, so that the same call goes on.</param>
    /// <exception cref="InvalidInputException">The model's data sets are not here, or not computed by FDMNES.</exception>
    /// <exception cref="XanesException">FDMNES or the training fails.</exception>
    public static async Task<RefinementResult> RunAsync(
        XanesPlugin plugin,
        PluginManifest manifest,
        string modelFolder,
        FitTarget target,
        IReadOnlyList<FitStart> starts,
        FitOptions options,
        RefinementOptions refinement,
        IProgress<string>? progress,
        CancellationToken cancellation)
    {
        if (refinement.Structures is < 1 or > RefinementOptions.MostStructures)
        {
            throw new InvalidInputException($"a refinement computes 1 to {RefinementOptions.MostStructures} structures, not {refinement.Structures}");
        }

        var card = ModelCardReader.ReadFolder(modelFolder);
        var sets = CardDataSets.Read(card.Sources, card.Split, modelFolder, refinement.DataFolder);
        var like = sets.FirstOrDefault(set => ComputedSpectra.ProtocolOf(set.Folder) is not null)?.Folder
            ?? throw new InvalidInputException($"{sets[0].Folder}: nothing says how its spectra were computed, so none can be added; refine a model of FDMNES's spectra");
        if (card.WeightsSha256 is null)
        {
            progress?.Report($"model {card.Info.Id} holds no weights to go on from, so it is trained again from the start, which takes longer");
        }

        var model = plugin.OpenModel(modelFolder);
        progress?.Report("fitting");
        var before = StructureFit.Run(model, target, starts, options, null, cancellation);
        var chosen = HelpfulStructures.Choose(model, starts, before, options.Seed, refinement.Structures);
        var dataFolder = Path.Combine(refinement.Folder, "computed");
        var computed = await ComputedSpectra.MakeAsync(dataFolder, chosen, like, refinement, Told("FDMNES"), cancellation).ConfigureAwait(false);

        var refined = Path.Combine(refinement.Folder, $"{card.Info.Id}-refined");
        var training = new TrainingOptions
        {
            DataSets = [.. sets.Select(set => set.Folder), computed.Folder],
            OutputFolder = refined,
            Replace = true,
            Families = [card.Family],
            SplitBy = Split.KeyOf(card.Split),
            Descriptor = card.Info.Descriptor,
            Seed = card.Seed,
            StartFrom = card.WeightsSha256 is null ? null : modelFolder,
            Repeats = new Dictionary<string, int> { [computed.Name] = Repeats(sets, computed) },
            Report = false,
            Python = refinement.Python,
        };
        await Trainer.TrainAsync(
            manifest, training, progress is null ? null : new TrainingWords(progress), cancellation).ConfigureAwait(false);

        var better = plugin.OpenModel(refined);
        progress?.Report("fitting again");
        var after = StructureFit.Run(better, target, starts, options, null, cancellation);
        var best = HelpfulStructures.Best(better, starts, after, options.Seed);
        var check = await ComputedSpectra.MakeAsync(
            Path.Combine(refinement.Folder, "best"), best, like, refinement, Told("FDMNES at the new best structure"), cancellation).ConfigureAwait(false);
        return new RefinementResult(
            before,
            after,
            refined,
            computed.Folder,
            computed.Entries.Count,
            Error(model, computed.Entries.Where(entry => entry.Group == HelpfulStructures.BestGroup)),
            Error(better, check.Entries),
            Error(model, computed.Entries));

        Action<RunProgress> Told(string what) => run => progress?.Report($"{what}: {run.Done} done, {run.Failed} failed, {run.Left} left");
    }

    private static int Repeats(DataSet[] sets, DataSet computed) => (int)Math.Clamp(
        ShareOfNew * sets.Sum(set => set.Entries.Count(entry => entry.Part == SplitPart.Training)) / computed.Entries.Count, 1.0, MostRepeats);

    private static double Error(ISpectrumModel model, IEnumerable<DataSetEntry> entries) => entries
        .Select(entry =>
        {
            var predicted = model.Predict(entry.Site.Structure.View, entry.Site.Absorber).Intensities;
            return predicted.ToArray().Zip(entry.Spectrum.ToArray()).Average(pair => Math.Pow(pair.First - pair.Second, 2));
        })
        .DefaultIfEmpty(double.NaN)
        .Average();

    private sealed class TrainingWords(IProgress<string> progress) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => progress.Report(value.Text);
    }
}
