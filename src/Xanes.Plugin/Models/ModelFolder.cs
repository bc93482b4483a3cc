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
            CheckHash(path, card.OnnxSha256);
            return new SpectrumModel(card.Info, onnx, card.Domain.Judge, card.Narrow, ReadUncertainty(folder, card));
        }
        catch
        {
            onnx.Dispose();
            throw;
        }
    }

    /// <summary>Puts a model into its folder: all files under temporary names first, then renamed.</summary>
    /// <param name="folder">The model's folder; made if it is missing, its model replaced.</param>
    /// <param name="card">The card.</param>
    /// <param name="files">The files beside the card, which are copied: their names in the folder and where they are.</param>
    /// <exception cref="InvalidInputException">The folder cannot be written.</exception>
    public static void Install(string folder, ModelCard card, IEnumerable<(string Name, string Source)> files)
    {
        (string Path, string Temporary, string? Source)[] all =
            [.. files.Select(file => New(file.Name, file.Source)), New(ModelCard.FileName, null)];
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (path, temporary, source) in all)
            {
                TemporaryFile.RemoveStale(path);
                if (source is null)
                {
                    File.WriteAllText(temporary, ModelCardWriter.Write(card));
                }
                else
                {
                    File.Copy(source, temporary);
                }
            }

            foreach (var (path, temporary, _) in all)
            {
                File.Move(temporary, path, overwrite: true);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{folder}: cannot be written ({fault.Message}); check the folder", fault);
        }
        finally
        {
            foreach (var (_, temporary, _) in all)
            {
                File.Delete(temporary);
            }
        }

        (string Path, string Temporary, string? Source) New(string name, string? source) =>
            (Path.Combine(folder, name), TemporaryFile.NameFor(Path.Combine(folder, name)), source);
    }

    private static SpectrumUncertainty? ReadUncertainty(string folder, ModelCard card)
    {
        if (card.Uncertainty is not { } facts)
        {
            return null;
        }

        var path = Path.Combine(folder, ResidualCovariance.FileName);
        var residuals = ResidualCovariance.Read(path, card.Narrow?.Count ?? card.Info.Energies.Length);
        CheckHash(path, facts.Sha256);
        return new SpectrumUncertainty(facts.Factor, facts.Floor, residuals);
    }

    private static void CheckHash(string path, string sha256)
    {
        if (FileHash.Of(path) != sha256)
        {
            throw new InvalidInputException($"{path}: is not the file that its card was written for (the hashes differ); install both again");
        }
    }
}
