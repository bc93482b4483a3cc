using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>Recomputes what a card says of its model's errors, from the data sets that the card names.</summary>
public static class ModelVerifier
{
    /// <summary>Verifies a model: the hashes of its file and its data first, then its errors on the test parts.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="dataFolder">The folder that holds the data sets by their names; else they are where the card says.</param>
    /// <param name="progress">Told the number of spectra done so far.</param>
    /// <param name="cancellation">Ends the work between batches.</param>
    /// <exception cref="InvalidInputException">A file is missing or is not the one that the card was written for.</exception>
    public static Verification Verify(
        string folder,
        string? dataFolder = null,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        var card = ModelCardReader.ReadFolder(folder);
        using var model = ModelFolder.Open(folder, card);
        var sets = CardDataSets.Read(card.Sources, card.Split, folder, dataFolder);
        var predicted = model.PredictMany(TestErrors.Sites(sets), progress, cancellation);
        var errors = TestErrors.Of(sets, predicted);
        return new Verification(
            card,
            Compare(folder, card.TestMetrics, errors),
            card.Narrow is null ? [] : Compare(folder, card.NarrowMetrics, NarrowErrors.Of(sets, card.Narrow, model)),
            errors.DomainMetrics.First(metrics => metrics.Set == DomainMetrics.All))
        {
            Validation = ValidationOf([.. sets.Where(set => set.HasGivenSplit)], model, cancellation),
        };
    }

    private static IReadOnlyList<SetMetrics> ValidationOf(DataSet[] sets, SpectrumModel model, CancellationToken cancellation)
    {
        static bool IsValidation(DataSetEntry entry) => entry.Part == SplitPart.Validation;
        AbsorberSite[] sites = [.. sets.SelectMany(set => set.Entries).Where(IsValidation).Select(entry => entry.Site)];
        return sites.Length == 0 ? [] : TestErrors.Of(sets, model.PredictMany(sites, null, cancellation), IsValidation).Metrics;
    }

    private static SetVerification[] Compare(string folder, IReadOnlyList<SetMetrics> promised, TestErrors errors) =>
    [
        .. errors.Metrics.Select((now, set) => new SetVerification(
            now,
            promised.FirstOrDefault(metrics => metrics.Set == now.Set)
                ?? throw new InvalidInputException($"{folder}: the card has no test errors for the data set '{now.Set}'; train the model again"),
            errors.DomainMetrics.First(metrics => metrics.Set == now.Set),
            errors.Coverage[set])),
    ];
}
