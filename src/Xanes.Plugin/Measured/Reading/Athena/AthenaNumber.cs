using System.Globalization;

namespace Xanes.Plugin.Measured.Reading.Athena;

/// <summary>Numbers as project files write them.</summary>
internal static class AthenaNumber
{
    /// <summary>Reads a number; <c>nan</c> and <c>inf</c> count as not a number.</summary>
    public static bool TryParse(string text, out double number)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        number = double.NaN;
        return text.Trim().TrimStart('-', '+').ToLowerInvariant() is "nan" or "inf" or "infinity" or "nanq";
    }
}
