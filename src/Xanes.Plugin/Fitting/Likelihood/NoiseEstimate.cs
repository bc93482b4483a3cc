using MathNet.Numerics.Statistics;
using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Likelihood;

/// <summary>
/// The noise of a spectrum from its smoothness: each point against the cubic through its four neighbours, scaled by what white noise
/// would make of that; the median over the points, so that a few sharp features do not count.
/// </summary>
internal static class NoiseEstimate
{
    /// <summary>No measurement is taken to be better than this, in edge steps.</summary>
    public const double Least = 2e-4;

    /// <summary>The median absolute value of a normal variable of standard deviation 1.</summary>
    private const double MedianOfNormal = 0.6744897501960817;

    /// <summary>One standard deviation of the noise.</summary>
    /// <param name="energies">Energies, [n], ascending.</param>
    /// <param name="values">The values, [n].</param>
    /// <exception cref="InvalidInputException">There are too few points.</exception>
    public static double Of(ReadOnlySpan<double> energies, ReadOnlySpan<double> values)
    {
        if (energies.Length < 9)
        {
            throw new InvalidInputException($"{Counted.Of(energies.Length, "point")} too few to estimate the noise from; give it");
        }

        var deviations = new List<double>(energies.Length);
        for (var i = 2; i < energies.Length - 2; i++)
        {
            var predicted = 0.0;
            var variance = 1.0;
            ReadOnlySpan<int> neighbours = [i - 2, i - 1, i + 1, i + 2];
            foreach (var one in neighbours)
            {
                var weight = 1.0;
                foreach (var other in neighbours)
                {
                    weight *= other == one ? 1.0 : (energies[i] - energies[other]) / (energies[one] - energies[other]);
                }

                predicted += weight * values[one];
                variance += weight * weight;
            }

            deviations.Add(Math.Abs(values[i] - predicted) / Math.Sqrt(variance));
        }

        return Math.Max(Least, deviations.Median() / MedianOfNormal);
    }
}
