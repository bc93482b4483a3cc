using Xanes.Interop;

namespace Xanes.Plugin.Measured.Normalisation;

/// <summary>
/// Normalises a measured spectrum: a line below the edge, a polynomial above it, their distance at e0 the edge step. The definitions are
/// those of Larch's <c>pre_edge</c>.
/// </summary>
public static class PreEdge
{
    /// <summary>An edge step below this part of the spectrum's whole range is none.</summary>
    private const double LeastStepPart = 1e-6;

    /// <summary>Normalises a spectrum.</summary>
    /// <param name="measured">The spectrum.</param>
    /// <param name="options">What is given; the rest is chosen.</param>
    /// <exception cref="InvalidInputException">An option is out of range, or the spectrum has no edge there.</exception>
    public static NormalisedSpectrum Normalise(MeasuredSpectrum measured, NormalisationOptions? options = null)
    {
        options ??= new NormalisationOptions();
        var energies = measured.Energies.Span;
        var absorption = measured.Absorption.Span;
        var e0 = options.E0 ?? EdgePosition.Find(measured, options);
        if (!(e0 > energies[0] && e0 < energies[^1]))
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{measured.Place}: e0 at {e0} eV is not within the spectrum, {energies[0]:0.0} to {energies[^1]:0.0} eV; give another, or leave it out"));
        }

        var used = FitRanges.Complete(energies, e0, options);
        var pre = PreEdgeCurve(energies, absorption, used);
        var post = PostEdgeCurve(energies, absorption, pre, ref used);
        var nearE0 = PointSearch.Nearest(energies, e0);
        var step = options.EdgeStep ?? CheckedStep(post[nearE0] - pre[nearE0], absorption, measured);
        var normalised = new double[energies.Length];
        var flattened = new double[energies.Length];
        for (var i = 0; i < normalised.Length; i++)
        {
            normalised[i] = (absorption[i] - pre[i]) / step;
            flattened[i] = i < nearE0 ? normalised[i] : normalised[i] - ((post[i] - pre[i] - post[nearE0] + pre[nearE0]) / step);
        }

        return new NormalisedSpectrum(measured, e0, step, used with { EdgeStep = step }, pre, post, normalised, flattened);
    }

    private static double[] PreEdgeCurve(ReadOnlySpan<double> energies, ReadOnlySpan<double> absorption, NormalisationOptions used)
    {
        var first = PointSearch.AtOrBelow(energies, used.E0!.Value + used.PreEdgeStart!.Value);
        var end = PointSearch.Nearest(energies, used.E0.Value + used.PreEdgeEnd!.Value);
        var curve = new double[energies.Length];
        if (used.PreEdgeDegree == 0)
        {
            var range = absorption[first..Math.Max(end, first + 1)];
            var mean = 0.0;
            foreach (var value in range)
            {
                mean += value / range.Length;
            }

            Array.Fill(curve, mean);
            return curve;
        }

        end = end - first < 2 ? Math.Min(energies.Length, first + 2) : end;
        var scaled = new double[end - first];
        for (var i = first; i < end; i++)
        {
            scaled[i - first] = absorption[i] * Math.Pow(energies[i], used.VictoreenExponent);
        }

        var line = new PolynomialFit(energies[first..end], scaled, 1);
        for (var i = 0; i < curve.Length; i++)
        {
            curve[i] = line.At(energies[i]) * Math.Pow(energies[i], -used.VictoreenExponent);
        }

        return curve;
    }

    private static double[] PostEdgeCurve(
        ReadOnlySpan<double> energies, ReadOnlySpan<double> absorption, double[] pre, ref NormalisationOptions used)
    {
        var first = Math.Min(PointSearch.AtOrBelow(energies, used.E0!.Value + used.PostEdgeStart!.Value), energies.Length - 3);
        var end = PointSearch.Nearest(energies, used.E0.Value + used.PostEdgeEnd!.Value);
        var degree = used.PostEdgeDegree!.Value;
        if (end - first < 2)
        {
            (first, degree) = (first - 2, 0);
        }
        else if (end - first < 5)
        {
            degree = Math.Min(1, degree);
        }

        used = used with { PostEdgeDegree = degree };
        var above = new double[end - first];
        for (var i = first; i < end; i++)
        {
            above[i - first] = absorption[i] - pre[i];
        }

        var polynomial = new PolynomialFit(energies[first..end], above, Math.Min(degree, above.Length - 1));
        var curve = new double[energies.Length];
        for (var i = 0; i < curve.Length; i++)
        {
            curve[i] = pre[i] + polynomial.At(energies[i]);
        }

        return curve;
    }

    private static double CheckedStep(double step, ReadOnlySpan<double> absorption, MeasuredSpectrum measured)
    {
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in absorption)
        {
            (lowest, highest) = (Math.Min(lowest, value), Math.Max(highest, value));
        }

        if (!(Math.Abs(step) > LeastStepPart * (highest - lowest)) || !double.IsFinite(step))
        {
            throw new InvalidInputException($"{measured.Place}: has no edge step at e0; give --e0, --pre-edge and --post-edge, or another record");
        }

        return step > 0.0
            ? step
            : throw new InvalidInputException(FormattableString.Invariant(
                $"{measured.Place}: the absorption falls at the edge (step {step:0.###}); are i0 and itrans exchanged? Say so with --columns, or set --e0, --pre-edge and --post-edge"));
    }
}
