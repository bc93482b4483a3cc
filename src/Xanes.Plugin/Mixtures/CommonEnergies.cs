using MathNet.Numerics.Interpolation;
using Xanes.Interop;

namespace Xanes.Plugin.Mixtures;

/// <summary>Puts spectra on the energies of one of them.</summary>
internal static class CommonEnergies
{
    private const int FewestPoints = 10;

    /// <summary>The energies of a spectrum within a range and within the ranges of others.</summary>
    /// <param name="first">The spectrum whose energies they are.</param>
    /// <param name="others">The other spectra.</param>
    /// <param name="from">The least energy in eV; null for that of the spectra.</param>
    /// <param name="to">The greatest energy in eV; null for that of the spectra.</param>
    /// <param name="margin">How far the others may be shifted in eV.</param>
    /// <exception cref="InvalidInputException">Hardly any energy is common to all.</exception>
    public static int[] Choose(NamedSpectrum first, IReadOnlyList<NamedSpectrum> others, double? from, double? to, double margin)
    {
        var low = Math.Max(from ?? double.NegativeInfinity, others.Select(one => one.PhotonEnergies.Span[0] + margin).DefaultIfEmpty(double.NegativeInfinity).Max());
        var high = Math.Min(to ?? double.PositiveInfinity, others.Select(one => one.PhotonEnergies.Span[^1] - margin).DefaultIfEmpty(double.PositiveInfinity).Min());
        int[] chosen = [.. Enumerable.Range(0, first.PhotonEnergies.Length).Where(i => first.PhotonEnergies.Span[i] >= low && first.PhotonEnergies.Span[i] <= high)];
        if (chosen.Length >= FewestPoints)
        {
            return chosen;
        }

        var narrow = others.Prepend(first).MinBy(one => Math.Min(one.PhotonEnergies.Span[^1], to ?? double.PositiveInfinity) - Math.Max(one.PhotonEnergies.Span[0], from ?? double.NegativeInfinity))!;
        throw new InvalidInputException(FormattableString.Invariant(
            $"only {Counted.Of(chosen.Length, "energy", "energies")} of {first.Name} {(chosen.Length == 1 ? "is" : "are")} common to all spectra; {narrow.Name} spans {narrow.PhotonEnergies.Span[0]:0.0} to {narrow.PhotonEnergies.Span[^1]:0.0} eV: leave it out or choose another range"));
    }

    /// <summary>A spectrum at some energies, by a monotone cubic through its points.</summary>
    /// <param name="spectrum">The spectrum.</param>
    /// <param name="energies">Where to, in eV, within its range.</param>
    /// <param name="shift">What is added to the spectrum's energies in eV.</param>
    public static double[] At(NamedSpectrum spectrum, double[] energies, double shift = 0.0)
    {
        var curve = CubicSpline.InterpolatePchipSorted(spectrum.PhotonEnergies.ToArray(), spectrum.Absorption.ToArray());
        return Array.ConvertAll(energies, energy => curve.Interpolate(energy - shift));
    }
}
