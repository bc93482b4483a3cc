using Xanes.Interop;
using Xanes.Plugin.Measured.Normalisation;

namespace Xanes.Plugin.Measured.Treatment;

/// <summary>
/// Leaves out lone points that lie off the curve through their neighbours: the cubic through two of them on either side. How far points
/// usually lie off is the median over the 40 points around, with regard to how much each cubic amplifies noise; and a lone point off the
/// curve explains why its neighbours seem to be off too, which a sharp feature does not. The edge itself, from 20 eV below to 40 eV above
/// e0, may be sharper than its points are close, and stays as it is.
/// </summary>
internal static class Deglitching
{
    private const int Side = 2;
    private const int PointsAround = 20;
    private const int MostPasses = 3;
    private const double LeastThreshold = 3.0;
    private const double MostUnexplained = 0.15;
    private const double BelowEdge = 20.0;
    private const double AboveEdge = 40.0;

    /// <summary>Leaves glitches out, up to three neighbouring points, one each time.</summary>
    /// <param name="measured">The spectrum.</param>
    /// <param name="threshold">How many times the usual distance makes a glitch, at least 3.</param>
    /// <exception cref="InvalidInputException">The threshold is out of range.</exception>
    public static MeasuredSpectrum Remove(MeasuredSpectrum measured, double threshold)
    {
        if (!(threshold >= LeastThreshold && double.IsFinite(threshold)))
        {
            throw new InvalidInputException($"the threshold for glitches must be at least {LeastThreshold}; {TreatmentOptions.UsualGlitchThreshold} is usual");
        }

        var e0 = EdgeFinder.Find(measured.Energies.Span, measured.Absorption.Span);
        for (var pass = 0; pass < MostPasses; pass++)
        {
            var energies = measured.Energies;
            var glitches = Find(energies.Span, measured.Absorption.Span, threshold);
            glitches.RemoveWhere(i => energies.Span[i] > e0 - BelowEdge && energies.Span[i] < e0 + AboveEdge);
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
        var count = energies.Length;
        var residuals = new double[count];
        var scaled = new double[count];
        var weights = new double[count][];
        for (var i = 0; i < count; i++)
        {
            weights[i] = i >= Side && i < count - Side ? Weights(energies, i) : new double[(2 * Side) + 1];
            for (var j = 0; j < weights[i].Length && weights[i][Side] != 0.0; j++)
            {
                residuals[i] += weights[i][j] * absorption[i - Side + j];
            }

            scaled[i] = Math.Abs(residuals[i]) / Math.Sqrt(Math.Max(1.0, weights[i].Sum(weight => weight * weight)));
        }

        var glitches = new HashSet<int>();
        for (var i = Side; i < count - Side; i++)
        {
            var first = Math.Max(Side, i - PointsAround);
            var usual = Median(scaled.AsSpan(first, Math.Min(count - Side, i + PointsAround + 1) - first));
            var isHighest = scaled[i] >= scaled[i - 1] && scaled[i] >= scaled[i + 1];
            if (isHighest && usual > 0.0 && scaled[i] > threshold * usual && ExplainsNeighbours(residuals, weights, i))
            {
                glitches.Add(i);
            }
        }

        return glitches;
    }

    /// <summary>Whether the residuals of the neighbours are those that an error of this point alone makes.</summary>
    private static bool ExplainsNeighbours(double[] residuals, double[][] weights, int point)
    {
        var (before, after) = (0.0, 0.0);
        for (var offset = -Side; offset <= Side; offset++)
        {
            var neighbour = point + offset;
            if (offset != 0 && weights[neighbour][Side] != 0.0)
            {
                var left = residuals[neighbour] - (weights[neighbour][Side - offset] * residuals[point]);
                before += residuals[neighbour] * residuals[neighbour];
                after += left * left;
            }
        }

        return after < MostUnexplained * before;
    }

    /// <summary>The weights of a point (1) and its neighbours (Lagrange's, negative) that give its distance from their cubic, [5].</summary>
    private static double[] Weights(ReadOnlySpan<double> energies, int point)
    {
        var weights = new double[(2 * Side) + 1];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = i == Side ? 1.0 : -1.0;
            for (var j = 0; j < weights.Length && i != Side; j++)
            {
                if (j != i && j != Side)
                {
                    weights[i] *= (energies[point] - energies[point - Side + j]) / (energies[point - Side + i] - energies[point - Side + j]);
                }
            }
        }

        return weights;
    }

    private static double Median(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
