using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>Measures a model on data sets that it was not trained on, all their spectra.</summary>
public static class ModelTest
{
    /// <summary>Predicts the spectra of the sets and compares.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="setFolders">The folders of the data sets.</param>
    /// <param name="progress">Told the number of spectra done so far.</param>
    /// <param name="cancellation">Ends the work between batches.</param>
    /// <exception cref="InvalidInputException">
    /// A set cannot be read, is one that the model was trained on, or has another absorber, edge or energy axis.
    /// </exception>
    public static ModelTestResult Run(
        string folder,
        IReadOnlyList<string> setFolders,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        var card = ModelCardReader.ReadFolder(folder);
        var sets = setFolders.Select(folder => DataSetReader.Read(folder)).ToArray();
        foreach (var set in sets)
        {
            Check(set, card);
        }

        using var model = ModelFolder.Open(folder, card);
        var sites = sets.SelectMany(set => set.Entries).Select(entry => entry.Site).ToArray();
        var errors = TestErrors.Of(sets, model.PredictMany(sites, progress, cancellation), chosen: _ => true);
        return new ModelTestResult(card, errors.Metrics, errors.DomainMetrics, errors.Coverage);
    }

    private static void Check(DataSet set, ModelCard card)
    {
        var info = card.Info;
        if (card.Sources.Any(source => source.Sha256 == set.Sha256))
        {
            throw new InvalidInputException(
                $"{set.Folder}: {info.Id} was trained on this data set; its errors on the part left out are shown by 'xanes models verify'");
        }

        if (set.Protocol.Absorber != info.Absorber || set.Protocol.Edge != info.Edge || set.Protocol.EdgeEnergy != info.EdgeEnergy)
        {
            throw new InvalidInputException(
                $"{set.Folder}: is of the {set.Protocol.Absorber} {set.Protocol.Edge} edge, {info.Id} of the {info.Absorber} {info.Edge} edge; choose another model");
        }

        if (set.Protocol.Normalisation != info.Normalisation || set.Protocol.Broadening != info.Broadening)
        {
            throw new InvalidInputException(
                $"{set.Folder}: its spectra are normalised or broadened in another way than those of {info.Id} ('{set.Protocol.Normalisation}', not '{info.Normalisation}'); export it again with 'xanes dataset export'");
        }

        if (!set.Energies.AsSpan().SequenceEqual(info.Energies.Span))
        {
            throw new InvalidInputException($"{set.Folder}: its energies are not those of {info.Id}; choose another model");
        }
    }
}
