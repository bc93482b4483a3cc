namespace Xanes.Plugin.Convolution;

/// <summary>The one rule by which all spectra are convolved: a cell weighs the exact integral of the Lorentzian over it.</summary>
internal static class LorentzianCells
{
    /// <summary>Narrower Lorentzians count as a point, in eV.</summary>
    private const double LeastHalfWidth = 1e-9;

    /// <summary>The weights of cells for one output energy.</summary>
    /// <param name="edges">The cells' edges in eV, [k + 1], ascending; cells may be empty.</param>
    /// <param name="energy">The output energy in eV.</param>
    /// <param name="fullWidth">The Lorentzian's full width in eV.</param>
    /// <param name="weights">Takes the weights, [k].</param>
    /// <returns>The weight of all that lies above the last edge.</returns>
    public static double Weigh(ReadOnlySpan<double> edges, double energy, double fullWidth, Span<double> weights)
    {
        var halfWidth = HalfWidth(fullWidth);
        var below = Math.Atan((edges[0] - energy) / halfWidth);
        for (var cell = 0; cell < weights.Length; cell++)
        {
            var above = Math.Atan((edges[cell + 1] - energy) / halfWidth);
            weights[cell] = (above - below) / Math.PI;
            below = above;
        }

        return 0.5 - (below / Math.PI);
    }

    /// <summary>
    /// The integral of a Lorentzian times 1 / (pole - x) over all x below an edge: what a spectrum that dies away as a Lorentzian's own
    /// tail adds. In closed form, by partial fractions.
    /// </summary>
    /// <param name="edge">The edge in eV, below the pole.</param>
    /// <param name="pole">The pole in eV.</param>
    /// <param name="energy">The output energy in eV.</param>
    /// <param name="fullWidth">The Lorentzian's full width in eV.</param>
    public static double WeighTailBelow(double edge, double pole, double energy, double fullWidth)
    {
        var halfWidth = HalfWidth(fullWidth);
        var (toPole, toEdge) = (pole - energy, edge - energy);
        var logarithm = 0.5 * Math.Log(((toEdge * toEdge) + (halfWidth * halfWidth)) / ((pole - edge) * (pole - edge)));
        var angle = Math.Atan(toEdge / halfWidth) + (0.5 * Math.PI);
        return ((halfWidth * logarithm) + (toPole * angle)) / (Math.PI * ((toPole * toPole) + (halfWidth * halfWidth)));
    }

    private static double HalfWidth(double fullWidth) => Math.Max(0.5 * fullWidth, LeastHalfWidth);
}
