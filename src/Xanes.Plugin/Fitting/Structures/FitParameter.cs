using MathNet.Numerics.Distributions;
using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Structures;

/// <summary>A parameter of a fit: a number between bounds with a prior.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit; empty where it has none.</param>
/// <param name="Range">Bounds and prior.</param>
internal sealed record FitParameter(string Name, string Unit, ParameterRange Range)
{
    /// <summary>The natural logarithm of the prior's density, normalised within the bounds; negative infinity outside of them.</summary>
    public double LogPrior(double value)
    {
        if (!(value >= Range.Lower && value <= Range.Upper))
        {
            return double.NegativeInfinity;
        }

        return Range is { Mean: { } mean, Deviation: { } deviation }
            ? Normal.PDFLn(mean, deviation, value)
                - Math.Log(Normal.CDF(mean, deviation, Range.Upper) - Normal.CDF(mean, deviation, Range.Lower))
            : -Math.Log(Range.Upper - Range.Lower);
    }

    /// <summary>The value below which a share of the prior lies.</summary>
    /// <param name="share">0 to 1.</param>
    public double Quantile(double share)
    {
        if (Range is not { Mean: { } mean, Deviation: { } deviation })
        {
            return Range.Lower + (share * (Range.Upper - Range.Lower));
        }

        var below = Normal.CDF(mean, deviation, Range.Lower);
        var within = Normal.CDF(mean, deviation, Range.Upper) - below;
        return Math.Clamp(Normal.InvCDF(mean, deviation, below + (share * within)), Range.Lower, Range.Upper);
    }
}
