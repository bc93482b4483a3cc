using Xanes.Interop;
using Xanes.Plugin.Files;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>The weights of a network as its trainer kept them, beside the model, so that its training can go on.</summary>
internal static class StartingWeights
{
    /// <summary>The file in a model's folder and in a family's folder of a job.</summary>
    public const string FileName = "weights.npz";

    /// <summary>The file of a model whose training can go on.</summary>
    /// <exception cref="InvalidInputException">It has none, or not the one that its card was written for.</exception>
    public static string Check(string modelFolder, ModelCard card)
    {
        var path = Path.Combine(modelFolder, FileName);
        if (card.WeightsSha256 is null || !File.Exists(path))
        {
            throw new InvalidInputException(
                $"{modelFolder}: holds no {FileName}, so that its training cannot go on; train it again with 'xanes train', by a network");
        }

        return FileHash.Of(path) == card.WeightsSha256
            ? path
            : throw new InvalidInputException($"{path}: is not the file that its card was written for (the hashes differ); install both again");
    }
}
