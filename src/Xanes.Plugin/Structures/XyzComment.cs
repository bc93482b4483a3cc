using System.Text;

namespace Xanes.Plugin.Structures;

/// <summary>
/// The comment line of an xyz frame: words parted by blanks, of which those of the form <c>key=value</c> say something. A
/// value with blanks stands in quotes or brackets; in quotes a backslash keeps the next quote or backslash.
/// </summary>
internal static class XyzComment
{
    /// <summary>Takes the line apart; words that are no pair are passed over, and of equal keys the last counts.</summary>
    public static Dictionary<string, string> Parse(string line)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        var at = 0;
        while (SkipBlanks(line, ref at))
        {
            var key = ReadKey(line, ref at);
            if (!SkipBlanks(line, ref at) || line[at] != '=')
            {
                continue;
            }

            at++;
            var value = SkipBlanks(line, ref at) ? ReadValue(line, ref at) : "";
            if (key.Length > 0)
            {
                pairs[key] = value;
            }
        }

        return pairs;
    }

    /// <summary>The line of some pairs, as <see cref="Parse"/> reads it.</summary>
    public static string Format(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join(' ', pairs.Select(pair => $"{pair.Key}={Quote(pair.Value)}"));

    private static string Quote(string value) =>
        value.Length > 0 && value.All(character => char.IsLetterOrDigit(character) || "._+-:/".Contains(character))
            ? value
            : $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    private static bool SkipBlanks(string line, ref int at)
    {
        while (at < line.Length && char.IsWhiteSpace(line[at]))
        {
            at++;
        }

        return at < line.Length;
    }

    private static string ReadKey(string line, ref int at)
    {
        var start = at;
        while (at < line.Length && !char.IsWhiteSpace(line[at]) && line[at] != '=')
        {
            at++;
        }

        return line[start..at];
    }

    private static string ReadValue(string line, ref int at)
    {
        if (line[at] is '"' or '\'' && ReadQuoted(line, ref at) is { } quoted)
        {
            return quoted;
        }

        var start = at;
        if (line[at] is '[' or '{')
        {
            PassBrackets(line, ref at);
        }

        while (at < line.Length && !char.IsWhiteSpace(line[at]))
        {
            at++;
        }

        return line[start..at];
    }

    private static string? ReadQuoted(string line, ref int at)
    {
        var quote = line[at];
        var value = new StringBuilder();
        for (var i = at + 1; i < line.Length; i++)
        {
            if (line[i] == quote)
            {
                at = i + 1;
                return value.ToString();
            }

            if (line[i] == '\\' && i + 1 < line.Length && (line[i + 1] == quote || line[i + 1] == '\\'))
            {
                i++;
            }

            value.Append(line[i]);
        }

        return null;
    }

    private static void PassBrackets(string line, ref int at)
    {
        var depth = 0;
        for (var i = at; i < line.Length; i++)
        {
            depth += line[i] is '[' or '{' ? 1 : line[i] is ']' or '}' ? -1 : 0;
            if (depth == 0)
            {
                at = i + 1;
                return;
            }
        }
    }
}
