using System.Globalization;

namespace Xanes.Cli.Models;

/// <summary>Mean square errors for people.</summary>
internal static class ErrorText
{
    /// <summary>Three digits, as <c>2.91e-4</c>.</summary>
    public static string Of(double error) => error.ToString("0.00e-0", CultureInfo.InvariantCulture);
}
