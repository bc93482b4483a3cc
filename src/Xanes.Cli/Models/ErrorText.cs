using System.Globalization;

namespace Xanes.Cli.Models;

/// <summary>Mean square errors and shares for people; a dash where there is none.</summary>
internal static class ErrorText
{
    /// <summary>Three digits, as <c>2.91e-4</c>.</summary>
    public static string Of(double? error) => error?.ToString("0.00e-0", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>A share in percent, as <c>97.1 %</c>.</summary>
    public static string OfShare(double? share) => share?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? "-";
}
