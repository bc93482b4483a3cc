using System.Globalization;
using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>Numbers as structure files write them.</summary>
internal static class NumberText
{
    /// <summary>Reads a finite number; Fortran's exponent letter (<c>1.0D-3</c>) counts as e.</summary>
    /// <exception cref="InvalidInputException">The text is not a number, or it is not finite.</exception>
    public static double Parse(ReadOnlySpan<char> text, string what)
    {
        if (!TryParse(text, out var number))
        {
            throw new InvalidInputException($"{what} '{text}' is not a number; correct it");
        }

        return double.IsFinite(number) ? number : throw new InvalidInputException($"{what} '{text}' is not a finite number; correct it");
    }

    /// <summary>Reads a number, which may be infinite or not a number at all (<c>nan</c>, <c>inf</c>).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double number)
    {
        if (ExactDecimal.TryParse(text, out number) || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        if (text.TrimStart("+-").Equals("inf", StringComparison.OrdinalIgnoreCase))
        {
            number = double.PositiveInfinity;
            return true;
        }

        return text.IndexOfAny('d', 'D') >= 0
            && double.TryParse(
                text.ToString().Replace('d', 'e').Replace('D', 'e'), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Reads a whole number without a sign.</summary>
    public static bool TryParseCount(ReadOnlySpan<char> text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    /// <summary>The words of a line, which blanks part.</summary>
    public static string[] Words(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
