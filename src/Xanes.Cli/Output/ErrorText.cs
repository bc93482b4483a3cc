using System.Globalization;
using Xanes.Plugin.Models;

namespace Xanes.Cli.Output;

/// <summary>Mean square errors and shares for people; a dash where there is none.</summary>
internal static class ErrorText
{
    /// <summary>Three digits, as <c>2.91e-4</c>.</summary>
    public static string Of(double? error) => error?.ToString("0.00e-0", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>The error of answering the mean of some spectra; a dash for one spectrum, which is its own mean.</summary>
    public static string OfMean(double error, int spectra) => spectra > 1 ? Of(error) : "-";

    /// <summary>How much better than that mean a model is, as <c>0.918</c>; a dash for one spectrum.</summary>
    public static string OfR2(SetMetrics set) => set.Count > 1 ? set.R2.ToString("0.000", CultureInfo.InvariantCulture) : "-";

    /// <summary>A share in percent, as <c>97.1 %</c>.</summary>
    public static string OfShare(double? share) => share?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? "-";
}
