using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Likelihood;

/// <summary>The measured points that are compared; arrays [n].</summary>
/// <param name="PhotonEnergies">Photon energies in eV.</param>
/// <param name="Energies">The same on the model's axis, without any shift.</param>
/// <param name="Measured">Absorption in edge steps.</param>
/// <param name="Noise">One standard deviation of each.</param>
internal sealed record TargetWindow(double[] PhotonEnergies, double[] Energies, double[] Measured, double[] Noise)
{
    /// <summary>The fewest points that are fitted.</summary>
    public const int FewestPoints = 12;

    private const int MostPoints = 1500;

    /// <summary>Takes the points of a target within the options' energies, at the expected shift.</summary>
    /// <exception cref="InvalidInputException">Too few points, or too many, lie there.</exception>
    public static TargetWindow Of(FitTarget target, FitOptions options, ModelInfo model)
    {
        var grid = model.Energies.Span;
        var (from, to) = (Math.Max(options.From, grid[0]), Math.Min(options.To, grid[^1]));
        var shift = options.ShiftFor(model);
        var expected = shift.Mean ?? 0.5 * (shift.Lower + shift.Upper);
        var energies = target.PhotonEnergies.ToArray();
        var origin = model.PhotonEnergy(0.0);
        int[] chosen =
        [
            .. Enumerable.Range(0, energies.Length).Where(i => energies[i] - origin - expected >= from && energies[i] - origin - expected <= to),
        ];
        var range = FormattableString.Invariant($"{origin + expected + from:0.#} to {origin + expected + to:0.#} eV");
        if (chosen.Length < FewestPoints)
        {
            throw new InvalidInputException(
                $"the measured spectrum has {Counted.Of(chosen.Length, "point")} from {range}, where the {model.Absorber} {model.Edge} edge is compared; " +
                $"at least {FewestPoints} are needed: check that it is of this edge and in eV");
        }

        if (chosen.Length > MostPoints)
        {
            throw new InvalidInputException(
                $"the measured spectrum has {chosen.Length} points from {range}; rebin it to at most {MostPoints}");
        }

        double[] absorption = [.. chosen.Select(i => target.Absorption.Span[i])];
        double[] photon = [.. chosen.Select(i => energies[i])];
        double[] noise = target.Noise.Length switch
        {
            0 => [.. Enumerable.Repeat(NoiseEstimate.Of(photon, absorption), chosen.Length)],
            1 => [.. Enumerable.Repeat(target.Noise.Span[0], chosen.Length)],
            _ => [.. chosen.Select(i => target.Noise.Span[i])],
        };
        return new TargetWindow(photon, [.. photon.Select(energy => energy - origin)], absorption, noise);
    }
}
