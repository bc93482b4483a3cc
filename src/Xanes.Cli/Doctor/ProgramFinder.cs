namespace Xanes.Cli.Doctor;

/// <summary>Where an external program is looked for, in this order.</summary>
/// <param name="Option">The path or name given on the command line.</param>
/// <param name="ManifestEntry">The path or name in the manifest's <c>tools</c>.</param>
/// <param name="Variable">The value of its environment variable.</param>
/// <param name="Names">Its usual names on PATH.</param>
/// <param name="SearchPath">The folders of PATH.</param>
internal sealed record ProgramFinder(
    string? Option, string? ManifestEntry, string? Variable, IReadOnlyList<string> Names, IReadOnlyList<string> SearchPath)
{
    /// <summary>The folders of this process's PATH.</summary>
    public static IReadOnlyList<string> FoldersOfPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// The program's path, or null where it is not found. A place that names it hides the places after it, so that a
    /// mistyped path is not passed over in silence.
    /// </summary>
    public string? Find() => Named is { } named ? Locate(named) : Names.Select(Locate).FirstOrDefault(path => path is not null);

    /// <summary>What the first place that names the program says; null where none does.</summary>
    public string? Named => new[] { Option, ManifestEntry, Variable }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    private string? Locate(string pathOrName)
    {
        if (pathOrName.Contains(Path.DirectorySeparatorChar) || pathOrName.Contains(Path.AltDirectorySeparatorChar))
        {
            return File.Exists(pathOrName) ? Path.GetFullPath(pathOrName) : null;
        }

        string[] spellings = OperatingSystem.IsWindows() ? [pathOrName, $"{pathOrName}.exe"] : [pathOrName];
        return SearchPath
            .SelectMany(folder => spellings.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
