using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>What a fit found, as the page reads it.</summary>
internal sealed record FitResultText(
    FitResultText.Parameter[] Parameters,
    IReadOnlyList<string> Warnings,
    double MeanSquareError,
    double Seconds,
    double[] Best,
    double[] Lower,
    double[] Upper)
{
    /// <summary>A parameter's values.</summary>
    internal sealed record Parameter(string Name, string Unit, double Best, double Median, double Low, double High, bool IsDerived);

    /// <summary>The text of a result.</summary>
    public static FitResultText Of(FitResult result) => new(
        [.. result.Parameters.Select(parameter => new Parameter(
            parameter.Name, parameter.Unit, parameter.Best, parameter.Median, parameter.Interval90.Lower, parameter.Interval90.Upper, parameter.IsDerived))],
        result.Warnings,
        result.Curve.MeanSquareError,
        result.Elapsed.TotalSeconds,
        result.Curve.Best.ToArray(),
        result.Curve.Lower.ToArray(),
        result.Curve.Upper.ToArray());
}
