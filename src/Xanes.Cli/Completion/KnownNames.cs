using System.CommandLine.Completions;
using Xanes.Interop;
using Xanes.Plugin;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Files;
using Xanes.Plugin.Models;

namespace Xanes.Cli.Completion;

/// <summary>The names that a shell can complete behind an option or as an argument.</summary>
internal static class KnownNames
{
    /// <summary>The installed models of the manifest that the command line names, else of the usual one; none where there is no manifest.</summary>
    public static IEnumerable<string> Models(CompletionContext context)
    {
        try
        {
            using var plugin = new XanesPlugin(PluginManifest.Read(ManifestFinder.OfProcess(GlobalOptions.Read(context.ParseResult).Manifest).Require()));
            return plugin.ModelIds;
        }
        catch (InvalidInputException)
        {
            return [];
        }
    }

    /// <summary>The user's own models.</summary>
    public static IEnumerable<string> OwnModels(CompletionContext context) => new UsersModels(UserFolders.Models).Ids;

    /// <summary>The shipped recipes of data sets.</summary>
    public static IEnumerable<string> Presets(CompletionContext context) => DataSetPresets.Ids;

    /// <summary>The shipped protocols.</summary>
    public static IEnumerable<string> Protocols(CompletionContext context) => FdmnesProtocols.Ids;
}
