using Xanes.Interop;
using Xanes.Plugin;
using Xanes.Plugin.Models;

namespace Xanes.Cli.Output;

/// <summary>The models of a manifest as files.</summary>
internal static class InstalledModels
{
    /// <summary>The folder of a model.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="idOrPath">The model's name or its folder; the default model where it is left out.</param>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static string Folder(PluginManifest manifest, string? idOrPath)
    {
        using var plugin = new XanesPlugin(manifest);
        return plugin.FolderOf(idOrPath ?? manifest.DefaultModel);
    }

    /// <summary>The names of the shipped models for an absorber, sorted; a damaged one is left out.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="absorber">The absorber's symbol.</param>
    public static IReadOnlyList<string> ShippedFor(PluginManifest manifest, string absorber)
    {
        var folders = Directory.Exists(manifest.ModelsFolder) ? Directory.EnumerateDirectories(manifest.ModelsFolder) : [];
        return [.. folders.Where(folder => AbsorberOf(folder) == absorber).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Reads the card of a model.</summary>
    /// <exception cref="InvalidInputException">There is no such model, or its card is damaged.</exception>
    public static ModelCard ReadCard(PluginManifest manifest, string? idOrPath) => ModelCardReader.ReadFolder(Folder(manifest, idOrPath));

    private static string? AbsorberOf(string folder)
    {
        try
        {
            return ModelCardReader.ReadFolder(folder).Info.Absorber;
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }
}
