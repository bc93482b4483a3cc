using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Measured.Reading.Columns;

namespace Xanes.Plugin.Measured.Reading.Xdi;

/// <summary>
/// The XAS Data Interchange format, versions 1.0 and 1.1 (github.com/XraySpectroscopy/XAS-Data-Interchange): fields as
/// <c># Family.key: value</c>, then columns of numbers.
/// </summary>
internal static class XdiFile
{
    private const int MostFields = 5000;

    /// <summary>Whether a text says it is XDI.</summary>
    public static bool IsXdi(string text) =>
        text.StartsWith('#') && text.AsSpan(1, Math.Min(text.Length - 1, 40)).TrimStart("# \t").StartsWith("XDI/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the spectrum.</summary>
    /// <exception cref="InvalidInputException">Columns are missing or lines do not fit.</exception>
    public static MeasuredSpectrum Read(string text, string path, MeasuredFileOptions options)
    {
        var table = ColumnTable.Parse(text);
        var fields = Fields(table.Header);
        return ColumnSpectrum.Of(table, Names(fields, table), path, fields, options);
    }

    private static Dictionary<string, string> Fields(IReadOnlyList<string> header)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in header)
        {
            var content = line.TrimStart('#', ' ', '\t');
            if (content.StartsWith("///", StringComparison.Ordinal) || content.StartsWith("---", StringComparison.Ordinal))
            {
                break;
            }

            var colon = content.IndexOf(':');
            if (colon > 0 && content[..colon].Contains('.') && !content.AsSpan(0, colon).ContainsAny(' ', '\t') && fields.Count < MostFields)
            {
                fields[content[..colon]] = content[(colon + 1)..].Trim();
            }
        }

        return fields;
    }

    /// <summary>The columns' labels with their units; of columns that no field names, those of the line above the numbers.</summary>
    private static string[] Names(Dictionary<string, string> fields, ColumnTable table)
    {
        var above = ColumnNames.Find(table.Header, table.Columns, table.Dialect);
        var names = new string[table.Columns];
        for (var i = 0; i < names.Length; i++)
        {
            var label = fields.GetValueOrDefault((i + 1).ToString("'Column.'0", CultureInfo.InvariantCulture), "").Split("||")[0].Trim();
            names[i] = label.Length > 0 ? label : i < above.Count ? above[i] : "";
        }

        return names;
    }
}
