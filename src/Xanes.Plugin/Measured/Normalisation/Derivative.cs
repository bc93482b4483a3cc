namespace Xanes.Plugin.Measured.Normalisation;

/// <summary>Derivatives of a spectrum on its own points.</summary>
internal static class Derivative
{
    /// <summary>
    /// The slope dmu/dE: half the difference of both neighbours in mu over that in E, at the ends the difference to the one neighbour
    /// (NumPy's <c>gradient(mu) / gradient(energy)</c>).
    /// </summary>
    /// <param name="energies">Energies in eV, [n], at least two.</param>
    /// <param name="values">Values, [n].</param>
    public static double[] Of(ReadOnlySpan<double> energies, ReadOnlySpan<double> values)
    {
        var slopes = new double[energies.Length];
        for (var i = 0; i < slopes.Length; i++)
        {
            var below = Math.Max(i - 1, 0);
            var above = Math.Min(i + 1, slopes.Length - 1);
            slopes[i] = (values[above] - values[below]) / (energies[above] - energies[below]);
        }

        return slopes;
    }
}
