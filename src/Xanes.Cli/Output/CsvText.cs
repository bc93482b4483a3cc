using System.Globalization;

namespace Xanes.Cli.Output;

/// <summary>Values as fields of a comma-separated file.</summary>
internal static class CsvText
{
    /// <summary>A number that reads back as the same number.</summary>
    public static string Field(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Field(float)"/>
    public static string Field(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A text, quoted where it must be.</summary>
    public static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
