using Xanes.Interop;

namespace Xanes.Plugin.Fdmnes;

/// <summary>
/// Where the user's own FDMNES may be: named by the option, the manifest's tools or the environment variable, else on PATH. The
/// first place that names one hides those after it, so that a mistyped path shows.
/// </summary>
/// <param name="Option">The path, or name on PATH, given on the command line; null or empty where none is.</param>
/// <param name="ManifestEntry">That of the manifest's <c>tools</c>.</param>
/// <param name="Variable">That of the environment variable <see cref="VariableName"/>.</param>
/// <param name="SearchPath">The folders of PATH.</param>
public sealed record FdmnesProgram(string? Option, string? ManifestEntry, string? Variable, IReadOnlyList<string> SearchPath)
{
    /// <summary>The environment variable that may name the program.</summary>
    public const string VariableName = "XANES_FDMNES";

    private const string ToolName = "fdmnes";

    /// <summary>The names that the program is looked for by on PATH.</summary>
    public static IReadOnlyList<string> UsualNames { get; } = ["fdmnes", "fdmnes_linux64", "fdmnes_linux", "fdmnes_mac", "fdmnes_win64"];

    /// <summary>The path or name that was given, if one was.</summary>
    public string? Named => new[] { Option, ManifestEntry, Variable }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    /// <summary>The places of this process.</summary>
    /// <param name="option">The command line's; null where none is given.</param>
    /// <param name="manifest">The plugin's manifest, whose paths are relative to its folder; null where there is none.</param>
    public static FdmnesProgram OfProcess(string? option, PluginManifest? manifest)
    {
        var entry = manifest?.Tools.GetValueOrDefault(ToolName);
        return new FdmnesProgram(
            option,
            IsPath(entry) ? manifest!.Absolute(entry!) : entry,
            Environment.GetEnvironmentVariable(VariableName),
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The executable's path; null where there is none.</summary>
    public string? Locate() =>
        Named is { } named ? Locate(named) : UsualNames.Select(Locate).FirstOrDefault(found => found is not null);

    /// <summary>The executable's path.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public string Require() =>
        Locate() ?? throw new InvalidInputException(Named is { } named
            ? $"{named}: is named as FDMNES, but there is no such program; correct the path"
            : "FDMNES is not found; get it from Institut Néel and name it by --fdmnes, by 'tools: fdmnes' in the manifest " +
              $"or by the variable {VariableName}");

    private string? Locate(string pathOrName)
    {
        if (IsPath(pathOrName))
        {
            return File.Exists(pathOrName) ? Path.GetFullPath(pathOrName) : null;
        }

        string[] spellings = OperatingSystem.IsWindows() ? [pathOrName, $"{pathOrName}.exe"] : [pathOrName];
        return SearchPath.SelectMany(folder => spellings.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    private static bool IsPath(string? text) => text is not null && (text.Contains('/') || text.Contains('\\'));
}
