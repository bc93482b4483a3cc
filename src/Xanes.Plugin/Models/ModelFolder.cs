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
        OnnxWeights.CheckWithin(path);
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

    /// <summary>Puts a model into its folder: both files under temporary names first, then renamed.</summary>
    /// <param name="folder">The model's folder; made if it is missing, its model replaced.</param>
    /// <param name="onnxPath">The ONNX file, which is copied.</param>
    /// <param name="card">The card.</param>
    /// <exception cref="InvalidInputException">The folder cannot be written.</exception>
    public static void Install(string folder, string onnxPath, ModelCard card)
    {
        var (model, text) = (Path.Combine(folder, ModelCard.OnnxFileName), Path.Combine(folder, ModelCard.FileName));
        TemporaryFile.RemoveStale(model);
        TemporaryFile.RemoveStale(text);
        var (newModel, newText) = (TemporaryFile.NameFor(model), TemporaryFile.NameFor(text));
        try
        {
            Directory.CreateDirectory(folder);
            File.Copy(onnxPath, newModel);
            File.WriteAllText(newText, ModelCardWriter.Write(card));
            File.Move(newModel, model, overwrite: true);
            File.Move(newText, text, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{folder}: cannot be written ({fault.Message}); check the folder", fault);
        }
        finally
        {
            File.Delete(newModel);
            File.Delete(newText);
        }
    }
}
