using Xanes.Interop;

namespace Xanes.Plugin.Measured.Treatment;

/// <summary>
/// Leaves out lone points that lie off the curve through their neighbours. Each point is compared with the cubic through two neighbours on
/// either side; how far points usually lie off is the median of that over the 40 points around.
/// </summary>
internal static class Deglitching
{
    private const int Side = 2;
    private const int PointsAround = 20;
    private const int MostPasses = 3;
    private const double LeastThreshold = 3.0;

    /// <summary>Leaves glitches out, up to three neighbouring points, one each time.</summary>
    /// <param name="measured">The spectrum.</param>
    /// <param name="threshold">How many times the usual distance makes a glitch, at least 3.</param>
    /// <exception cref="InvalidInputException">The threshold is out of range.</exception>
    public static MeasuredSpectrum Remove(MeasuredSpectrum measured, double threshold)
    {
        if (!(threshold >= LeastThreshold && double.IsFinite(threshold)))
        {
            throw new InvalidInputException($"the threshold for glitches must be at least {LeastThreshold}; 12 is usual");
        }

        for (var pass = 0; pass < MostPasses; pass++)
        {
            var glitches = Find(measured.Energies.Span, measured.Absorption.Span, threshold);
            if (glitches.Count == 0)
            {
                break;
            }

            measured = PointRemoval.Keep(measured, i => !glitches.Contains(i));
        }

        return measured;
    }

    private static HashSet<int> Find(ReadOnlySpan<double> energies, ReadOnlySpan<double> absorption, double threshold)
    {
        var distances = new double[energies.Length];
        for (var i = Side; i < distances.Length - Side; i++)
        {
            distances[i] = Math.Abs(absorption[i] - FromNeighbours(energies, absorption, i));
        }

        var glitches = new HashSet<int>();
        for (var i = Side; i < distances.Length - Side; i++)
        {
            var first = Math.Max(Side, i - PointsAround);
            var last = Math.Min(distances.Length - Side, i + PointsAround + 1);
            var usual = Median(distances.AsSpan(first, last - first));
            var isHighest = distances[i] >= distances[i - 1] && distances[i] >= distances[i + 1];
            if (isHighest && usual > 0.0 && distances[i] > threshold * usual)
            {
                glitches.Add(i);
            }
        }

        return glitches;
    }

    /// <summary>The value at a point of the cubic through two neighbours on either side (Lagrange's form).</summary>
    private static double FromNeighbours(ReadOnlySpan<double> energies, ReadOnlySpan<double> absorption, int point)
    {
        ReadOnlySpan<int> neighbours = [point - 2, point - 1, point + 1, point + 2];
        var value = 0.0;
        foreach (var i in neighbours)
        {
            var weight = 1.0;
            foreach (var j in neighbours)
            {
                weight *= i == j ? 1.0 : (energies[point] - energies[j]) / (energies[i] - energies[j]);
            }

            value += weight * absorption[i];
        }

        return value;
    }

    private static double Median(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
