using MathNet.Numerics.Interpolation;
using Xanes.Interop;

namespace Xanes.Plugin.Comparison;

/// <summary>A prediction as it was laid on the measured spectrum: where it lies, what it is there, and what was measured.</summary>
/// <param name="PhotonEnergies">Shifted photon energies within the window in eV, [n].</param>
/// <param name="Fitted">amplitude * predicted + background, [n].</param>
/// <param name="Measured">The measured spectrum there, [n].</param>
public sealed record FittedSpectrum(double[] PhotonEnergies, double[] Fitted, double[] Measured)
{
    /// <summary>Lays one of the best on the measured spectrum.</summary>
    /// <param name="result">The comparison.</param>
    /// <param name="candidate">One of its best.</param>
    /// <param name="model">The model that predicted.</param>
    /// <param name="options">What the comparison was made with.</param>
    public static FittedSpectrum Of(ComparisonResult result, ComparedStructure candidate, ModelInfo model, ComparisonOptions options)
    {
        var agreement = candidate.Agreement;
        var measured = CubicSpline.InterpolateNaturalSorted(
            result.Measured.Measured.Energies.ToArray(), (options.Flattened ? result.Measured.Flattened : result.Measured.Normalised).ToArray());
        var energies = result.PhotonEnergies.ToArray();
        int[] within = [.. Enumerable.Range(0, energies.Length).Where(i => energies[i] + agreement.Shift >= result.Window.First && energies[i] + agreement.Shift <= result.Window.Last)];
        return new FittedSpectrum(
            Array.ConvertAll(within, i => energies[i] + agreement.Shift),
            Array.ConvertAll(within, i => (agreement.Amplitude * candidate.Intensities.Span[i]) + agreement.Offset + (agreement.Slope * (energies[i] - model.EdgeEnergy))),
            Array.ConvertAll(within, i => measured.Interpolate(energies[i] + agreement.Shift)));
    }
}
