using Xanes.Interop;

namespace Xanes.Plugin.Fdmnes;

/// <summary>Finds the user's own FDMNES executable.</summary>
public static class FdmnesProgram
{
    /// <summary>The environment variable that names the executable.</summary>
    public const string Variable = "XANES_FDMNES";

    private const string ToolName = "fdmnes";

    private static readonly string[] UsualNames =
        OperatingSystem.IsWindows() ? ["fdmnes.exe", "fdmnes_win64.exe"] : ["fdmnes", "fdmnes_linux64", "fdmnes_linux", "fdmnes_mac"];

    /// <summary>The executable: that of the option, of the manifest's tools, of the environment, else that on PATH.</summary>
    /// <param name="option">A path, or a name on PATH; null where none is given.</param>
    /// <param name="manifest">The plugin's manifest; null where there is none.</param>
    /// <param name="environment">Reads an environment variable; the process's own where left out.</param>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static string Find(string? option, PluginManifest? manifest = null, Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        if (option is { Length: > 0 })
        {
            return Locate(option, option, environment) ?? throw NotThere("the option", option);
        }

        if (manifest?.Tools.GetValueOrDefault(ToolName) is { Length: > 0 } tool)
        {
            return Locate(tool, manifest.Absolute(tool), environment) ?? throw NotThere(manifest.Path, tool);
        }

        if (environment(Variable) is { Length: > 0 } variable)
        {
            return Locate(variable, variable, environment) ?? throw NotThere(Variable, variable);
        }

        return UsualNames.Select(name => OnPath(name, environment)).FirstOrDefault(path => path is not null)
            ?? throw new InvalidInputException(
                $"FDMNES is not found; install it from its authors and give its path by --fdmnes, by 'tools: fdmnes' in the manifest or by {Variable}");
    }

    private static string? Locate(string given, string path, Func<string, string?> environment) =>
        File.Exists(path) ? Path.GetFullPath(path)
        : given.Contains(Path.DirectorySeparatorChar) ? null
        : OnPath(given, environment);

    private static string? OnPath(string name, Func<string, string?> environment) =>
        (environment("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    private static InvalidInputException NotThere(string who, string path) =>
        new($"{who}: names {path} as FDMNES, but there is no such program; mend the path");
}
