using Xanes.Interop;

namespace Xanes.Plugin.Measured.Normalisation;

/// <summary>Finds e0 by the method that is asked for.</summary>
internal static class EdgePosition
{
    /// <summary>How far above the highest derivative a crossing, the half step or the white line is looked for, in eV.</summary>
    private const double Reach = 60.0;

    /// <summary>The position e0 in eV.</summary>
    /// <param name="measured">The spectrum.</param>
    /// <param name="options">The method, and how to normalise for the half step.</param>
    /// <exception cref="InvalidInputException">The spectrum has no such point.</exception>
    public static double Find(MeasuredSpectrum measured, NormalisationOptions options)
    {
        var steepest = EdgeFinder.Find(measured.Energies.Span, measured.Absorption.Span);
        var position = options.Method switch
        {
            EdgePositionMethod.HighestDerivative => steepest,
            EdgePositionMethod.SecondDerivativeZero => InflectionPoint(measured, steepest),
            EdgePositionMethod.HalfStep => HalfStep(measured, options, steepest),
            EdgePositionMethod.WhiteLine => WhiteLine(measured, steepest),
            _ => throw new InvalidInputException($"there is no method {options.Method} for e0; choose another"),
        };
        return position ?? throw new InvalidInputException(
            $"{measured.Place}: no e0 by {options.Method} within {Reach} eV of the highest derivative; give it, as --e0 {steepest:0.0}");
    }

    /// <summary>The zero of the second derivative nearest to the highest first one, on the line between two points.</summary>
    private static double? InflectionPoint(MeasuredSpectrum measured, double steepest)
    {
        var energies = measured.Energies.Span;
        var curvature = Derivative.Of(energies, Derivative.Of(energies, measured.Absorption.Span));
        double? nearest = null;
        for (var i = 1; i < energies.Length; i++)
        {
            if (curvature[i - 1] > 0.0 && curvature[i] <= 0.0)
            {
                var zero = energies[i - 1] + ((energies[i] - energies[i - 1]) * curvature[i - 1] / (curvature[i - 1] - curvature[i]));
                if (Math.Abs(zero - steepest) < Math.Min(Reach, nearest is { } known ? Math.Abs(known - steepest) : double.PositiveInfinity))
                {
                    nearest = zero;
                }
            }
        }

        return nearest;
    }

    private static double? HalfStep(MeasuredSpectrum measured, NormalisationOptions options, double steepest)
    {
        var normalised = PreEdge.Normalise(measured, options with { E0 = steepest }).Normalised.Span;
        var energies = measured.Energies.Span;
        for (var i = 1; i < energies.Length && energies[i] < steepest + Reach; i++)
        {
            if (energies[i] > steepest - Reach && normalised[i - 1] < 0.5 && normalised[i] >= 0.5)
            {
                return energies[i - 1] + ((energies[i] - energies[i - 1]) * (0.5 - normalised[i - 1]) / (normalised[i] - normalised[i - 1]));
            }
        }

        return null;
    }

    private static double? WhiteLine(MeasuredSpectrum measured, double steepest)
    {
        var energies = measured.Energies.Span;
        var absorption = measured.Absorption.Span;
        for (var i = PointSearch.Nearest(energies, steepest) + 1; i < energies.Length - 1 && energies[i] < steepest + Reach; i++)
        {
            if (absorption[i] >= absorption[i - 1] && absorption[i] > absorption[i + 1])
            {
                return energies[i];
            }
        }

        return null;
    }
}
