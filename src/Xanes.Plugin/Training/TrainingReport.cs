using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>The figures and tables beside a model, in its folder <c>report</c>.</summary>
internal static class TrainingReport
{
    /// <summary>Makes the report of a model that is installed. Where it cannot be made, progress says why: the model stands.</summary>
    public static async Task MakeAsync(
        TrainingJob job,
        IReadOnlyList<DataSet> outside,
        string modelFolder,
        LearnerCheck[] checks,
        PythonProgram python,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        try
        {
            using var model = ModelFolder.Open(modelFolder);
            job.WriteJson("checks.json", checks, TrainingJson.Default.LearnerCheckArray);
            job.WriteJson("model.json", Facts(ModelCardReader.ReadFolder(modelFolder)), TrainingJson.Default.ModelFacts);
            job.WriteJson("outside.json", OutsideSpectrum.Predict(outside, model), TrainingJson.Default.OutsideSpectrumArray);
            await job.RunAsync("xanes.train.report", [Path.Combine(modelFolder, "report")], python, progress, cancellation).ConfigureAwait(false);
        }
        catch (XanesException fault)
        {
            progress?.Report(new TrainingProgress(0, 0, $"the model is installed, but its report could not be made: {fault.Message}"));
        }
    }

    private static ModelFacts Facts(ModelCard card) => new(
        card.Info.Id, card.Info.Description, card.Info.Absorber, card.Info.Edge, card.Info.EdgeEnergy, card.Family, card.Split);
}
