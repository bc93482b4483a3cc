using Xanes.Interop;

namespace Xanes.Plugin.Convolution;

/// <summary>What FDMNES computes for one absorber before any convolution.</summary>
/// <param name="FermiEnergies">Energies in eV from the Fermi level, [k], ascending, at least two.</param>
/// <param name="Absorption">Absorption in Mbarn per absorber, [k].</param>
/// <param name="CutOff">The energy in eV from the Fermi level below which states are occupied (E_cut).</param>
/// <param name="Epsii">The core level's energy in eV.</param>
public sealed record RawSpectrum(double[] FermiEnergies, double[] Absorption, double CutOff, double Epsii)
{
    /// <summary>
    /// The convolved absorption in edge steps. The raw spectrum is constant over the cells between the midpoints of its grid, nothing
    /// below the cut-off, and one edge step above the grid's last cell. The Lorentzian's width belongs to the output energy; the
    /// Gaussian comes after it.
    /// </summary>
    /// <param name="fermiEnergies">The output energies in eV from the Fermi level, ascending, [m].</param>
    /// <param name="broadening">The widths.</param>
    /// <param name="edgeStep">The edge step in Mbarn per absorber.</param>
    public double[] Convolve(ReadOnlySpan<double> fermiEnergies, Broadening broadening, double edgeStep)
    {
        var resolution = new GaussianResolution(fermiEnergies, broadening.Resolution);
        var edges = CellEdges();
        var weights = new double[Absorption.Length];
        var convolved = new double[resolution.Nodes.Length];
        for (var node = 0; node < convolved.Length; node++)
        {
            var energy = resolution.Nodes[node];
            var sum = edgeStep * LorentzianCells.Weigh(edges, energy, broadening.LorentzianWidth(energy - CutOff), weights);
            for (var cell = 0; cell < weights.Length; cell++)
            {
                sum += weights[cell] * Absorption[cell];
            }

            convolved[node] = sum / edgeStep;
        }

        var output = new double[fermiEnergies.Length];
        for (var point = 0; point < output.Length; point++)
        {
            resolution.Average(convolved, point, output.AsSpan(point, 1));
        }

        return output;
    }

    private double[] CellEdges()
    {
        var edges = new double[FermiEnergies.Length + 1];
        edges[0] = FermiEnergies[0] - (0.5 * (FermiEnergies[1] - FermiEnergies[0]));
        for (var i = 1; i < FermiEnergies.Length; i++)
        {
            edges[i] = 0.5 * (FermiEnergies[i - 1] + FermiEnergies[i]);
        }

        edges[^1] = FermiEnergies[^1] + (0.5 * (FermiEnergies[^1] - FermiEnergies[^2]));
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = Math.Max(edges[i], CutOff);
        }

        return edges;
    }
}
