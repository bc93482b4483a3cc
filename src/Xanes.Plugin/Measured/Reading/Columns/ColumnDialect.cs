using System.Buffers;
using System.Globalization;

namespace Xanes.Plugin.Measured.Reading.Columns;

/// <summary>How a file parts its numbers and writes their decimals.</summary>
/// <param name="Separator">The sign between numbers; null for blanks and tabs.</param>
/// <param name="DecimalComma">Whether decimals follow a comma.</param>
internal sealed record ColumnDialect(char? Separator, bool DecimalComma)
{
    private const int MostColumns = 4096;

    private static readonly SearchValues<char> Comments = SearchValues.Create("#%;!*");

    /// <summary>The dialects, the usual ones first.</summary>
    public static IReadOnlyList<ColumnDialect> All { get; } =
    [
        new(null, false), new(',', false), new(';', false), new('\t', false), new(null, true), new(';', true), new('\t', true),
    ];

    /// <summary>Whether a line is a comment.</summary>
    public static bool IsComment(ReadOnlySpan<char> line)
    {
        var start = line.TrimStart();
        return start.Length > 0 && Comments.Contains(start[0]);
    }

    /// <summary>The numbers of a line; null where a field is no number or there are fewer than two.</summary>
    public double[]? Numbers(ReadOnlySpan<char> line)
    {
        var numbers = new List<double>();
        foreach (var field in Fields(line.ToString()))
        {
            if (numbers.Count == MostColumns || !TryParse(field, out var number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers.Count >= 2 ? [.. numbers] : null;
    }

    /// <summary>The fields of a line. One empty field at the end, as a trailing separator makes, is none.</summary>
    public IReadOnlyList<string> Fields(string line)
    {
        if (Separator is not { } separator)
        {
            return line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        }

        var fields = line.Trim(' ', '\r').Split(separator, StringSplitOptions.TrimEntries);
        return fields is [.. var before, ""] ? before : fields;
    }

    private bool TryParse(string field, out double number)
    {
        var text = field.Length > 2 && field[0] == '"' && field[^1] == '"' ? field[1..^1] : field;
        if (DecimalComma)
        {
            if (text.Contains('.') || text.EndsWith(','))
            {
                number = 0.0;
                return false;
            }

            text = text.Replace(',', '.');
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        if (text.Length > 1 && text.AsSpan().IndexOfAny('d', 'D') > 0 && char.IsAsciiDigit(text[^1]))
        {
            return double.TryParse(text.Replace('d', 'e').Replace('D', 'e'), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        }

        number = double.NaN;
        return text.TrimStart('-', '+').ToLowerInvariant() is "nan" or "inf" or "infinity";
    }
}
