using SkiaSharp;

namespace Xanes.Cli.Plotting;

/// <summary>The typeface of pictures.</summary>
internal static class PlotFont
{
    private static readonly string[] Preferred = ["Helvetica", "Arial", "Liberation Sans", "DejaVu Sans", "Noto Sans"];

    /// <summary>The first sans-serif family that this machine has, else the system's own choice.</summary>
    public static string Family { get; } = Choose();

    private static string Choose()
    {
        var installed = SKFontManager.Default.FontFamilies.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Preferred.FirstOrDefault(installed.Contains) ?? SKTypeface.Default.FamilyName;
    }
}
