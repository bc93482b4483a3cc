using Xanes.Interop;

namespace Xanes.Plugin.Convolution;

/// <summary>The spectra that a model predicts before they are broadened: one Lorentzian width everywhere, on a wide, even grid.</summary>
/// <param name="Width">The Lorentzian's full width in eV.</param>
/// <param name="Start">The first energy, as the model's photon energies count, in eV.</param>
/// <param name="Step">The distance of two energies in eV.</param>
/// <param name="Count">The number of energies.</param>
/// <param name="LowestCutOff">The lowest cut-off energy of the training data, on the same axis, in eV.</param>
/// <param name="HighestCutOff">The highest.</param>
public sealed record NarrowAxis(double Width, double Start, double Step, int Count, double LowestCutOff, double HighestCutOff)
{
    private const double WidestWidth = 2.0;
    private const double StepsInWidth = 4.0;

    /// <summary>
    /// The width in eV at which spectra are learned: the narrowest that lost nothing, and never above the core hole's. 2 eV for a grid of
    /// 0.5 eV, whose raw spectra are 1 eV wide themselves (twice the imaginary part of their energy); for a core hole narrower than that four
    /// steps of the grid.
    /// </summary>
    /// <param name="coreHoleWidth">The core hole's full width in eV.</param>
    /// <param name="fermiEnergies">The grid of the calculation in eV, ascending.</param>
    public static double WidthFor(double coreHoleWidth, ReadOnlySpan<double> fermiEnergies)
    {
        if (coreHoleWidth >= WidestWidth)
        {
            return WidestWidth;
        }

        var step = WidestWidth;
        for (var i = 1; i < fermiEnergies.Length; i++)
        {
            step = Math.Min(step, fermiEnergies[i] - fermiEnergies[i - 1]);
        }

        return Math.Min(coreHoleWidth, Math.Round(StepsInWidth * step, 6));
    }

    /// <summary>The energies in eV, [count].</summary>
    public double[] Energies() => [.. Enumerable.Range(0, Count).Select(point => Start + (point * Step))];

    /// <summary>The narrow spectrum itself as a broadening.</summary>
    public Broadening Broadening => new(Width, GammaMax: 0.0);
}
