using Xanes.Interop;
using Xanes.Plugin.Files;

namespace Xanes.Plugin.Models;

/// <summary>A model on disk: a folder with the card and the ONNX file.</summary>
public static class ModelFolder
{
    /// <summary>Opens a model after comparing its file with the card's hash.</summary>
    /// <exception cref="InvalidInputException">A file is missing or damaged, or the two do not belong together.</exception>
    public static SpectrumModel Open(string folder) => Open(folder, ModelCardReader.ReadFolder(folder));

    /// <summary>Opens a model whose card was read before.</summary>
    /// <inheritdoc cref="Open(string)"/>
    public static SpectrumModel Open(string folder, ModelCard card)
    {
        var path = Path.Combine(folder, ModelCard.OnnxFileName);
        var onnx = OnnxModel.Open(path);
        try
        {
            return FileHash.Of(path) == card.OnnxSha256
                ? new SpectrumModel(card.Info, onnx, card.Domain.Judge)
                : throw new InvalidInputException($"{path}: is not the file that its card was written for (the hashes differ); install both anew");
        }
        catch
        {
            onnx.Dispose();
            throw;
        }
    }
}
