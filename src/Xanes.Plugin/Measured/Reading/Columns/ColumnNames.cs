using System.Text.RegularExpressions;

namespace Xanes.Plugin.Measured.Reading.Columns;

/// <summary>Finds the names of columns in the lines above them.</summary>
internal static partial class ColumnNames
{
    private const int LinesTried = 6;

    /// <summary>
    /// The names: the lowest line with as many words as there are columns, one of them an energy or an angle; else as many lines as
    /// columns with a name each. Empty where there is neither.
    /// </summary>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> header, int columns, ColumnDialect dialect)
    {
        string[] lowest = [.. header.Reverse().Where(line => line.Any(char.IsLetter)).Take(Math.Max(LinesTried, columns))];
        foreach (var line in lowest.Take(LinesTried))
        {
            foreach (var words in Splits(WithoutMark(line), dialect))
            {
                if (words.Count == columns && words.Any(ColumnRoles.IsAxis))
                {
                    return words;
                }
            }
        }

        string[] stacked = [.. lowest.Take(columns).Select(WithoutMark).Reverse()];
        return stacked.Length == columns && stacked.Any(ColumnRoles.IsAxis) ? stacked : [];
    }

    private static IEnumerable<IReadOnlyList<string>> Splits(string line, ColumnDialect dialect)
    {
        if (dialect.Separator is not null)
        {
            yield return dialect.Fields(line);
        }

        yield return line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        yield return [.. WideGap().Split(line).Select(word => word.Trim()).Where(word => word.Length > 0)];
        yield return line.Split(',', StringSplitOptions.TrimEntries);

        var withUnits = UnitInBrackets().Replace(line, "$1");
        yield return withUnits.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The line without the signs of a comment and the letter of SPEC's label lines.</summary>
    private static string WithoutMark(string line) => CommentMark().Replace(line, "").Trim();

    [GeneratedRegex(@"^\s*([#%;!*]+\s*)+([LC]\s+)?|^\s*#[LC]\s+")]
    private static partial Regex CommentMark();

    [GeneratedRegex(@"\s{2,}|\t|\s*\*\s*")]
    private static partial Regex WideGap();

    [GeneratedRegex(@"\s+([\(\[])")]
    private static partial Regex UnitInBrackets();
}
