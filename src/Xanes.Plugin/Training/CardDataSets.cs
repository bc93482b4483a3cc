using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>The data sets that a card names.</summary>
internal static class CardDataSets
{
    /// <summary>Reads them and compares their hashes with the card's.</summary>
    /// <param name="sources">What the card says of them.</param>
    /// <param name="split">The rule by which they are split.</param>
    /// <param name="folder">The model's folder, from which the card's paths count.</param>
    /// <param name="dataFolder">The folder that holds the data sets by their names; null: they are where the card says.</param>
    /// <exception cref="InvalidInputException">One is missing or is not the one that the card was written for.</exception>
    public static DataSet[] Read(IReadOnlyList<TrainingSource> sources, string split, string folder, string? dataFolder) =>
        [.. sources.Select(source => Read(PathOf(source, folder, dataFolder), source, Split.KeyOf(split)))];

    private static string PathOf(TrainingSource source, string folder, string? dataFolder) => dataFolder is null
        ? Path.GetFullPath(source.Path, Path.GetFullPath(folder))
        : Path.Combine(dataFolder, source.Name);

    private static DataSet Read(string path, TrainingSource source, SplitKey by)
    {
        if (!Directory.Exists(path))
        {
            throw new InvalidInputException(
                $"{path}: the data set that the model was trained on is not here; name the folder that holds '{source.Name}' (--data)");
        }

        var set = DataSetReader.Read(path, by);
        return set.Sha256 == source.Sha256
            ? set
            : throw new InvalidInputException($"{path}: is not the data set that the model was trained on (the hashes differ); restore it");
    }
}
