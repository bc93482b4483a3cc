using System.Text.Json;
using Xanes.Interop;

namespace Xanes.Plugin.Training;

/// <summary>
/// Errors of families over all of their data: every spectrum is predicted once by a learner that has not seen it, in five folds by the
/// hash of set/id, and once more where whole groups, such as crystals, are left out in turn.
/// </summary>
public static class CrossValidation
{
    /// <summary>Evaluates the families of the options; no model is made.</summary>
    /// <param name="manifest">The plugin's manifest: its folder holds the Python package.</param>
    /// <param name="options">What to train; the output folder is not used.</param>
    /// <param name="progress">Reports each step.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">A data set is damaged, or the sets do not belong together.</exception>
    /// <exception cref="XanesException">Python is not fit for it or fails.</exception>
    public static async Task<IReadOnlyList<CrossValidationRow>> RunAsync(
        PluginManifest manifest, TrainingOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var python = await PythonProgram.FindAsync(manifest, options.Python, cancellation).ConfigureAwait(false);
        var sets = TrainingTable.ReadSets(options.DataSets);
        var table = TrainingTable.Describe(sets, TrainingDescriptor.Of(options, sets), cancellation);
        using var job = new TrainingJob();
        job.Write(table, TrainingTargets.Of(table), options);
        await job.RunAsync("xanes.train.folds", [], python, progress, cancellation).ConfigureAwait(false);
        return [.. JsonDocument.Parse(job.ReadText("folds.json")).RootElement.EnumerateArray().Select(row => new CrossValidationRow(
            row.GetProperty("family").GetString()!,
            row.GetProperty("held_out").GetString()!,
            row.GetProperty("set").GetString()!,
            row.GetProperty("count").GetInt32(),
            row.GetProperty("mse").GetDouble(),
            row.GetProperty("median").GetDouble(),
            row.GetProperty("mean_predictor").GetDouble(),
            row.TryGetProperty("mean_of_seen", out var seen) ? seen.GetDouble() : null))];
    }
}
