namespace Xanes.Plugin.Datasets;

/// <summary>Edits the lines of a plan or preset, whose comments stay.</summary>
public static class PlanText
{
    /// <summary>The text with other lines in place of those of a key, or at its end where the key is not there.</summary>
    /// <param name="text">YAML, a mapping in block style.</param>
    /// <param name="key">A key of the top level, whose value stands on its line.</param>
    /// <param name="lines">The lines to put there.</param>
    public static string With(string text, string key, string lines)
    {
        var parts = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var place = Array.FindIndex(parts, line => IsOf(line, key));
        return place < 0
            ? string.Concat(parts.Select(line => $"{line}\n")) + lines
            : string.Concat(parts.Select((line, i) => i == place ? lines : IsOf(line, key) ? "" : $"{line}\n"));
    }

    /// <summary>The text without the lines of some keys.</summary>
    public static string Without(string text, params IReadOnlyList<string> keys) =>
        string.Concat(text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')
            .Where(line => !keys.Any(key => IsOf(line, key)))
            .Select(line => $"{line}\n"));

    private static bool IsOf(string line, string key) => line.StartsWith($"{key}:", StringComparison.Ordinal);
}
