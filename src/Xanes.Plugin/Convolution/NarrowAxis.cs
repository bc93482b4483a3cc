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
    /// <summary>The energies in eV, [count].</summary>
    public double[] Energies() => [.. Enumerable.Range(0, Count).Select(point => Start + (point * Step))];

    /// <summary>The narrow spectrum itself as a broadening.</summary>
    public Broadening Broadening => new(Width, GammaMax: 0.0);
}
