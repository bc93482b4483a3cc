namespace Xanes.Plugin.Fdmnes;

/// <summary>
/// Convolves raw spectra as FDMNES does: the width belongs to the output energy; the raw spectrum is constant over the cells
/// between the midpoints of its grid and cut off below the cut-off energy; each cell weighs the exact integral of the Lorentzian.
/// </summary>
public static class LorentzConvolution
{
    /// <summary>The last raw value goes on for this many eV above the grid's end.</summary>
    private const double Continuation = 1000.0;

    /// <summary>Convolves the spectrum of one site on its own grid.</summary>
    /// <param name="energies">Energies in eV from the Fermi level, [k], ascending, at least two.</param>
    /// <param name="raw">The raw absorption, [k].</param>
    /// <param name="cutOff">The energy in eV below which states are occupied.</param>
    /// <param name="widths">The broadening.</param>
    /// <returns>The convolved absorption, [k], in the units of the raw one.</returns>
    public static double[] Convolve(ReadOnlySpan<double> energies, ReadOnlySpan<double> raw, double cutOff, ConvolutionWidths widths)
    {
        var edges = CellEdges(energies, cutOff);
        var convolved = new double[energies.Length];
        for (var point = 0; point < energies.Length; point++)
        {
            var halfWidth = 0.5 * widths.At(energies[point] - cutOff);
            var sum = 0.0;
            var below = Math.Atan((edges[0] - energies[point]) / halfWidth);
            for (var cell = 0; cell < energies.Length; cell++)
            {
                var above = Math.Atan((edges[cell + 1] - energies[point]) / halfWidth);
                sum += raw[cell] * (above - below);
                below = above;
            }

            convolved[point] = sum / Math.PI;
        }

        return convolved;
    }

    /// <summary>Convolves each site by itself, moves it by its core level against the first site's, and sums them.</summary>
    /// <param name="sites">The sites.</param>
    /// <param name="widths">The broadening.</param>
    /// <param name="energies">The energies in eV, from the first site's Fermi level, to give the sum at.</param>
    public static double[] Sum(IReadOnlyList<FdmnesSite> sites, ConvolutionWidths widths, ReadOnlySpan<double> energies)
    {
        var sum = new double[energies.Length];
        foreach (var site in sites)
        {
            var convolved = Convolve(site.Energies, site.Raw, site.Header.CutOff, widths);
            var shift = site.Header.Epsii - sites[0].Header.Epsii;
            for (var point = 0; point < sum.Length; point++)
            {
                sum[point] += LinearInterpolation.At(site.Energies, convolved, energies[point] - shift);
            }
        }

        return sum;
    }

    private static double[] CellEdges(ReadOnlySpan<double> energies, double cutOff)
    {
        var edges = new double[energies.Length + 1];
        edges[0] = energies[0] - (0.5 * (energies[1] - energies[0]));
        for (var i = 1; i < energies.Length; i++)
        {
            edges[i] = 0.5 * (energies[i - 1] + energies[i]);
        }

        var lastStep = energies[^1] - energies[^2];
        edges[^1] = energies[^1] + (lastStep * (Math.Round(Continuation / lastStep) + 0.5));
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = Math.Max(edges[i], cutOff);
        }

        return edges;
    }
}
