using System.Globalization;

namespace Xanes.Plugin;

/// <summary>Counts with their nouns, for messages.</summary>
public static class Counted
{
    /// <summary>A count and its noun, as <c>1 atom</c>, <c>0 atoms</c>, <c>1200 spectra</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The noun in the singular.</param>
    /// <param name="many">The noun in the plural; the singular with an s where it is left out.</param>
    public static string Of(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");

    /// <summary>A number of spectra, as <c>1 spectrum</c>.</summary>
    public static string Spectra(long count) => Of(count, "spectrum", "spectra");
}
