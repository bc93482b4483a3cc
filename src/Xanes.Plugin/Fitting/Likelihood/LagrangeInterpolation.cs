namespace Xanes.Plugin.Fitting.Likelihood;

/// <summary>Cubic interpolation by the four nearest points of any ascending grid; beyond its ends the end values go on.</summary>
internal static class LagrangeInterpolation
{
    /// <summary>Interpolates at ascending places.</summary>
    /// <param name="grid">The grid, [m], ascending, m of at least 4.</param>
    /// <param name="values">The values on it, [m].</param>
    /// <param name="places">Where to, [n], ascending.</param>
    /// <param name="offset">What is subtracted from each place.</param>
    /// <param name="factor">What each result is multiplied by before it is added.</param>
    /// <param name="sum">The results are added to it, [n].</param>
    public static void Add(
        ReadOnlySpan<double> grid, ReadOnlySpan<double> values, ReadOnlySpan<double> places, double offset, double factor, Span<double> sum)
    {
        var first = 0;
        var last = grid.Length - 4;
        for (var i = 0; i < places.Length; i++)
        {
            var x = Math.Clamp(places[i] - offset, grid[0], grid[^1]);
            while (first < last && grid[first + 2] < x)
            {
                first++;
            }

            var (x0, x1, x2, x3) = (grid[first], grid[first + 1], grid[first + 2], grid[first + 3]);
            var (d0, d1, d2, d3) = (x - x0, x - x1, x - x2, x - x3);
            sum[i] += factor * (
                (values[first] * d1 * d2 * d3 / ((x0 - x1) * (x0 - x2) * (x0 - x3)))
                + (values[first + 1] * d0 * d2 * d3 / ((x1 - x0) * (x1 - x2) * (x1 - x3)))
                + (values[first + 2] * d0 * d1 * d3 / ((x2 - x0) * (x2 - x1) * (x2 - x3)))
                + (values[first + 3] * d0 * d1 * d2 / ((x3 - x0) * (x3 - x1) * (x3 - x2))));
        }
    }
}
