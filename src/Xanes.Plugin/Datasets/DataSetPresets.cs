using Xanes.Interop;

namespace Xanes.Plugin.Datasets;

/// <summary>The recipes of data sets that are shipped with the plugin.</summary>
public static class DataSetPresets
{
    private const string Prefix = "Xanes.Plugin.Datasets.Presets.";
    private const string Suffix = ".yaml";

    /// <summary>The preset that is used with a protocol of the user's where none is named.</summary>
    public const string ForAnyAbsorber = "random-clusters";

    private static readonly Dictionary<string, string> Defaults = new() { ["Ag"] = "ag-k-green-2" };

    /// <summary>The names of the shipped presets.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        .. typeof(DataSetPresets).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of a shipped preset or of a preset file.</summary>
    /// <exception cref="InvalidInputException">There is neither.</exception>
    public static string ReadText(string idOrPath)
    {
        using var stream = typeof(DataSetPresets).Assembly.GetManifestResourceStream($"{Prefix}{idOrPath}{Suffix}");
        if (stream is not null)
        {
            return new StreamReader(stream).ReadToEnd();
        }

        return File.Exists(idOrPath)
            ? YamlMap.ReadText(idOrPath)
            : throw new InvalidInputException(
                $"preset '{idOrPath}': is neither shipped ({string.Join(", ", Ids)}) nor a file; name one of these or give a preset file");
    }

    /// <summary>The preset that is used for an absorber where neither preset nor protocol is named.</summary>
    /// <param name="absorber">The absorber's symbol; null where none is named.</param>
    /// <param name="elements">The elements asked for, with commas between them, for the remedy.</param>
    /// <exception cref="InvalidInputException">None is shipped for it.</exception>
    public static string DefaultFor(string? absorber, string? elements)
    {
        if (absorber is null)
        {
            throw new InvalidInputException(
                $"name the absorber (--absorber {string.Join(" or ", Defaults.Keys)} has a shipped protocol), a protocol (--protocol FILE) or a preset (--preset ID)");
        }

        var symbol = ChemicalElement.Symbol(ChemicalElement.AtomicNumber(absorber));
        return Defaults.TryGetValue(symbol, out var preset)
            ? preset
            : throw new InvalidInputException(
                $"no protocol for {symbol} is shipped; make one with 'xanes protocol new --absorber {symbol} --elements {elements ?? "E,E"} -o protocol.yaml' " +
                "and name it with --protocol protocol.yaml");
    }

    /// <summary>The folder that the paths in a preset count from: its file's.</summary>
    public static string FolderOf(string idOrPath) => Ids.Contains(idOrPath) ? "." : Path.GetDirectoryName(Path.GetFullPath(idOrPath))!;
}
