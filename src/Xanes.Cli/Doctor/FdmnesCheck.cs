using Xanes.Interop;

namespace Xanes.Cli.Doctor;

/// <summary>FDMNES, which users bring themselves: the option, the manifest, the environment variable, then PATH.</summary>
/// <param name="Option">The path or name given on the command line.</param>
/// <param name="ManifestEntry">The path or name in the manifest's <c>tools</c>.</param>
/// <param name="Variable">The value of the environment variable <see cref="VariableName"/>.</param>
/// <param name="SearchPath">The folders of PATH.</param>
internal sealed record FdmnesCheck(string? Option, string? ManifestEntry, string? Variable, IReadOnlyList<string> SearchPath)
{
    /// <summary>The environment variable that may name the program.</summary>
    public const string VariableName = "XANES_FDMNES";

    private static readonly string[] Names = ["fdmnes", "fdmnes_linux64", "fdmnes_linux", "fdmnes_mac", "fdmnes_win64"];

    /// <summary>The places of this process.</summary>
    public static FdmnesCheck OfProcess(string? option, PluginManifest? manifest) =>
        new(
            option,
            manifest?.Tools.GetValueOrDefault("fdmnes"),
            Environment.GetEnvironmentVariable(VariableName),
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Looks for the program. The first place that names one hides those after it, so that a mistyped path shows.</summary>
    public Finding Run()
    {
        var named = new[] { Option, ManifestEntry, Variable }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        var path = named is null ? Names.Select(Locate).FirstOrDefault(found => found is not null) : Locate(named);
        return path is not null
            ? Finding.Found("FDMNES", path)
            : new Finding(
                "FDMNES",
                FindingState.Hint,
                named is null ? $"not on PATH as {string.Join(", ", Names)}" : $"'{named}' is not a program",
                $"only computing new spectra needs it: get it from Institut Néel, then set {VariableName} or 'tools: fdmnes' in plugin.yaml");
    }

    private string? Locate(string pathOrName)
    {
        if (pathOrName.Contains('/') || pathOrName.Contains('\\'))
        {
            return File.Exists(pathOrName) ? Path.GetFullPath(pathOrName) : null;
        }

        string[] spellings = OperatingSystem.IsWindows() ? [pathOrName, $"{pathOrName}.exe"] : [pathOrName];
        return SearchPath.SelectMany(folder => spellings.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
