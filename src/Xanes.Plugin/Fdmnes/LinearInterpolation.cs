namespace Xanes.Plugin.Fdmnes;

/// <summary>Interpolation between the points of a spectrum.</summary>
internal static class LinearInterpolation
{
    /// <summary>The value at x between ascending points; the end's value outside them.</summary>
    public static double At(ReadOnlySpan<double> points, ReadOnlySpan<double> values, double x)
    {
        var upper = points.BinarySearch(x);
        if (upper >= 0)
        {
            return values[upper];
        }

        upper = ~upper;
        if (upper == 0 || upper == points.Length)
        {
            return values[Math.Min(upper, points.Length - 1)];
        }

        var part = (x - points[upper - 1]) / (points[upper] - points[upper - 1]);
        return values[upper - 1] + (part * (values[upper] - values[upper - 1]));
    }
}
