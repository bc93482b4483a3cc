using Xanes.Plugin.Fdmnes;

namespace Xanes.Plugin.Measured.Normalisation;

/// <summary>Smooths a curve by a Lorentzian on an even grid, mirrored at both ends, as Larch's <c>smooth</c>.</summary>
internal static class LorentzSmoothing
{
    private const int Padding = 5;
    private const int MostGridPointsPerPoint = 50;

    /// <summary>The smoothed values at the same energies, [n].</summary>
    /// <param name="energies">Energies in eV, [n], ascending.</param>
    /// <param name="values">Values, [n].</param>
    /// <param name="step">The even grid's step in eV, which is the Lorentzian's half width at half maximum as well.</param>
    public static double[] Smooth(ReadOnlySpan<double> energies, ReadOnlySpan<double> values, double step)
    {
        var first = step * Math.Truncate((energies[0] - (Padding * step)) / step);
        var last = step * Math.Truncate((energies[^1] + (Padding * step)) / step);
        var count = Math.Min(1 + (int)((last - first + (0.1 * step)) / step), MostGridPointsPerPoint * energies.Length);
        var grid = new double[count];
        var even = new double[count];
        for (var i = 0; i < count; i++)
        {
            grid[i] = first + ((last - first) * i / (count - 1));
            even[i] = LinearInterpolation.At(energies, values, grid[i]);
        }

        var smooth = Convolve(even);
        var result = new double[energies.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = LinearInterpolation.At(grid, smooth, energies[i]);
        }

        return result;
    }

    /// <summary>Convolves by a Lorentzian of one grid step's half width that reaches as far as the grid is long.</summary>
    private static double[] Convolve(double[] even)
    {
        var count = even.Length;
        var window = new double[2 * count];
        var sum = 0.0;
        for (var i = 0; i < window.Length; i++)
        {
            var distance = (double)(i - count);
            sum += window[i] = 1.0 / (1.0 + (distance * distance));
        }

        // y[n-1..1], y[0..n-1], y[n-1..0]: mirrored at both ends, the last point twice.
        var mirrored = new double[(3 * count) - 1];
        for (var i = 0; i < mirrored.Length; i++)
        {
            var place = i - (count - 1);
            mirrored[i] = even[place < 0 ? -place : place < count ? place : (2 * count) - 1 - place];
        }

        var reversed = window.Reverse().ToArray();
        var smooth = new double[count];
        for (var i = 0; i < count; i++)
        {
            smooth[i] = System.Numerics.Tensors.TensorPrimitives.Dot<double>(mirrored.AsSpan(i, window.Length), reversed) / sum;
        }

        return smooth;
    }
}
