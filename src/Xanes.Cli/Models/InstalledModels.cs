using Xanes.Interop;
using Xanes.Plugin.Models;

namespace Xanes.Cli.Models;

/// <summary>The models' folders of a manifest.</summary>
internal static class InstalledModels
{
    /// <summary>The folder of a model.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="idOrPath">The model's name or its folder; the default model where it is left out.</param>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static string Folder(PluginManifest manifest, string? idOrPath)
    {
        var id = idOrPath ?? manifest.DefaultModel;
        var installed = Path.Combine(manifest.ModelsFolder, id);
        return HasCard(installed)
            ? installed
            : HasCard(id)
                ? id
                : throw new InvalidInputException($"{installed}: no such model; 'xanes models list' names the installed ones");
    }

    /// <summary>Reads the card of a model.</summary>
    /// <exception cref="InvalidInputException">There is no such model, or its card is damaged.</exception>
    public static ModelCard ReadCard(PluginManifest manifest, string? idOrPath) => ModelCardReader.ReadFolder(Folder(manifest, idOrPath));

    private static bool HasCard(string folder) => File.Exists(Path.Combine(folder, ModelCard.FileName));
}
