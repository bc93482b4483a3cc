using Xanes.Interop;

namespace Xanes.Plugin.Measured.Normalisation;

/// <summary>The ranges and degrees of the two fits, what is not given chosen as Larch's <c>pre_edge</c> does.</summary>
internal static class FitRanges
{
    private const int HighestDegree = 3;
    private const int HighestExponent = 4;
    private const int FewPointsBelow = 20;
    private const double LatestPostEdgeStart = 25.0;

    /// <summary>Fills in what is not given and checks what is.</summary>
    /// <param name="energies">Energies in eV, [n].</param>
    /// <param name="e0">The edge's position in eV.</param>
    /// <param name="options">What the user gives.</param>
    /// <exception cref="InvalidInputException">A value is out of range.</exception>
    public static NormalisationOptions Complete(ReadOnlySpan<double> energies, double e0, NormalisationOptions options)
    {
        Check(options);
        var (first, last) = (energies[0] - e0, energies[^1] - e0);
        var second = energies[1] - e0;
        var preStart = Math.Max(options.PreEdgeStart ?? (PointSearch.Nearest(energies, e0) > FewPointsBelow ? Rounded(second, 5.0) : Rounded(second, 2.0)), first);
        var preEnd = options.PreEdgeEnd ?? (0.5 * preStart);
        (preStart, preEnd) = (Math.Min(preStart, preEnd), Math.Max(preStart, preEnd));
        var isConstant = PointSearch.AtOrBelow(energies, e0 + preEnd) - PointSearch.AtOrBelow(energies, e0 + preStart) < 3;

        var postEnd = Math.Min(options.PostEdgeEnd ?? Rounded(last, 5.0), last);
        var postStart = options.PostEdgeStart ?? Math.Min(LatestPostEdgeStart, Rounded(postEnd / 3.0, 5.0));
        (postStart, postEnd) = (Math.Min(postStart, postEnd), Math.Max(postStart, postEnd));
        postStart = Math.Min(postStart, postEnd - 2.0);
        var span = postEnd - postStart;
        return options with
        {
            E0 = e0,
            PreEdgeStart = preStart,
            PreEdgeEnd = preEnd,
            PreEdgeDegree = isConstant ? 0 : options.PreEdgeDegree,
            VictoreenExponent = isConstant ? 0 : options.VictoreenExponent,
            PostEdgeStart = postStart,
            PostEdgeEnd = postEnd,
            PostEdgeDegree = options.PostEdgeDegree ?? (span < 30.0 ? 0 : span < 300.0 ? 1 : 2),
        };
    }

    private static void Check(NormalisationOptions options)
    {
        Between(options.PreEdgeDegree, 0, 1, "degree of the pre-edge curve");
        Between(options.VictoreenExponent, 0, HighestExponent, "exponent of the pre-edge curve");
        Between(options.PostEdgeDegree ?? 0, 0, HighestDegree, "degree of the post-edge polynomial");
        Finite(options.PreEdgeStart, "start of the pre-edge range");
        Finite(options.PreEdgeEnd, "end of the pre-edge range");
        Finite(options.PostEdgeStart, "start of the post-edge range");
        Finite(options.PostEdgeEnd, "end of the post-edge range");
        if (options.EdgeStep is { } step && !(step > 0.0 && double.IsFinite(step)))
        {
            throw new InvalidInputException("the edge step must be a number above 0");
        }
    }

    private static void Between(int value, int least, int most, string what)
    {
        if (value < least || value > most)
        {
            throw new InvalidInputException($"the {what} is {value}; give {least} to {most}");
        }
    }

    private static void Finite(double? value, string what)
    {
        if (value is { } number && !double.IsFinite(number))
        {
            throw new InvalidInputException($"the {what} must be a number of eV from e0");
        }
    }

    /// <summary>The nearest multiple, halves to the even one.</summary>
    private static double Rounded(double value, double unit) => unit * Math.Round(value / unit, MidpointRounding.ToEven);
}
