namespace Xanes.Interop;

/// <summary>A measured spectrum with its edge step made 1, and what was done for it.</summary>
/// <param name="Measured">The spectrum as measured.</param>
/// <param name="E0">The edge's position in eV.</param>
/// <param name="EdgeStep">The edge step in the spectrum's unit, above 0.</param>
/// <param name="Used">The ranges and degrees that were used, none left out.</param>
/// <param name="PreEdge">The pre-edge curve in the spectrum's unit, [n].</param>
/// <param name="PostEdge">The post-edge curve in the spectrum's unit, [n].</param>
/// <param name="Normalised">(mu - pre-edge) / edge step, [n].</param>
/// <param name="Flattened">The same with the post-edge curve's slope and curvature taken off above e0, [n].</param>
public sealed record NormalisedSpectrum(
    MeasuredSpectrum Measured,
    double E0,
    double EdgeStep,
    NormalisationOptions Used,
    ReadOnlyMemory<double> PreEdge,
    ReadOnlyMemory<double> PostEdge,
    ReadOnlyMemory<double> Normalised,
    ReadOnlyMemory<double> Flattened)
{
    /// <summary>A spectrum whose absorption is in edge steps already.</summary>
    /// <param name="spectrum">The spectrum.</param>
    /// <param name="e0">Its edge's position in eV.</param>
    public static NormalisedSpectrum AlreadyNormalised(MeasuredSpectrum spectrum, double e0)
    {
        var (zeros, ones) = (new double[spectrum.Energies.Length], new double[spectrum.Energies.Length]);
        Array.Fill(ones, 1.0);
        return new NormalisedSpectrum(spectrum, e0, 1.0, new NormalisationOptions { E0 = e0, EdgeStep = 1.0 }, zeros, ones, spectrum.Absorption, spectrum.Absorption);
    }
}
