using Xanes.Interop;
using Xanes.Plugin.Files;
using Xanes.Plugin.Models;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Training;

/// <summary>Makes the domain of a model again, from the data sets that its card names; the model itself stays as it is.</summary>
public static class DomainRenewal
{
    /// <summary>Writes the card with the new domain and what it makes of the test parts.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="dataFolder">The folder that holds the data sets by their names; else they are where the card says.</param>
    /// <param name="progress">Told the number of test spectra done so far.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The new card.</returns>
    /// <exception cref="InvalidInputException">A file is missing or is not the one that the card was written for.</exception>
    public static ModelCard Run(
        string folder, string? dataFolder = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var card = ModelCardReader.ReadFolder(folder, (info, sources, split) => TrainingDomain.Of(
            CardDataSets.Read(sources, split, folder, dataFolder), ClusterSpec.From(info.Descriptor), cancellation));
        var sets = CardDataSets.Read(card.Sources, card.Split, folder, dataFolder);
        using var model = ModelFolder.Open(folder, card);
        var predicted = model.PredictMany(TestErrors.Sites(sets), progress, cancellation);
        card = card with { DomainMetrics = TestErrors.Of(sets, predicted).DomainMetrics };
        DurableFile.WriteText(Path.Combine(folder, ModelCard.FileName), ModelCardWriter.Write(card));
        return card;
    }
}
