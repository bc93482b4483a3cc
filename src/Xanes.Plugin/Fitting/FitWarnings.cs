using Xanes.Interop;
using Xanes.Plugin.Fitting.Structures;

namespace Xanes.Plugin.Fitting;

/// <summary>What a user should know before believing a fit.</summary>
internal static class FitWarnings
{
    private const double HighCorrelation = 0.95;
    private const double NearBound = 0.02;
    private const double ShareAtBound = 0.1;
    private const double UnchangedPrior = 0.85;
    private const double ShareOutsideTold = 0.05;
    private const double GelmanRubinTold = 1.05;
    private const double LargeErrorScale = 3.0;

    /// <summary>The warnings, in words.</summary>
    public static IReadOnlyList<string> Of(
        FitProblem problem,
        IReadOnlyList<FittedParameter> parameters,
        double[][] samples,
        double[] correlations,
        double shareOutside,
        IReadOnlyList<FitAnswer> answers,
        FitOptions options)
    {
        var warnings = new List<string>();
        for (var i = 0; i < problem.Parameters.All.Count; i++)
        {
            if (i != problem.Parameters.ErrorScale)
            {
                WarnOfParameter(problem.Parameters.All[i], parameters[i], [.. samples.Select(sample => sample[i])], warnings);
            }

            for (var other = i + 1; other < problem.Parameters.All.Count; other++)
            {
                var correlation = correlations[(i * parameters.Count) + other];
                if (Math.Abs(correlation) > HighCorrelation)
                {
                    warnings.Add(FormattableString.Invariant(
                        $"{parameters[i].Name} and {parameters[other].Name} cannot be told apart (correlation {correlation:0.00}): fix one of them, or give it a prior"));
                }
            }
        }

        if (shareOutside > ShareOutsideTold)
        {
            warnings.Add(FormattableString.Invariant($"{shareOutside:P0} of the posterior lies outside of what the model has seen: its spectra may be wrong there"));
        }

        if (parameters.Where(parameter => !parameter.IsDerived).MaxBy(parameter => parameter.GelmanRubin) is { } worst && worst.GelmanRubin > GelmanRubinTold)
        {
            warnings.Add(FormattableString.Invariant(
                $"the sampler has not converged ({worst.Name}: R-hat {worst.GelmanRubin:0.00}): give more steps or a larger population"));
        }

        var scale = parameters[problem.Parameters.ErrorScale];
        if (scale.Median > LargeErrorScale)
        {
            warnings.Add(FormattableString.Invariant(
                $"no structure within the bounds agrees within the expected error; the fit takes it to be {scale.Median:0.0} times as large: other structures may be needed"));
        }

        if (answers.Count > 1)
        {
            warnings.Add($"there are {answers.Count} separate answers; intervals and means run over all of them");
        }

        return warnings;
    }

    private static void WarnOfParameter(FitParameter parameter, FittedParameter fitted, double[] values, List<string> warnings)
    {
        var (lower, upper) = (parameter.Range.Lower, parameter.Range.Upper);
        var prior = Math.Min(parameter.Range.Deviation ?? double.PositiveInfinity, (upper - lower) / Math.Sqrt(12.0));
        if (fitted.Deviation > UnchangedPrior * prior)
        {
            warnings.Add($"the spectrum says little about {fitted.Name}: its interval is about that of the prior");
            return;
        }

        var margin = NearBound * (upper - lower);
        var (low, high) = (values.Count(value => value < lower + margin), values.Count(value => value > upper - margin));
        if (Math.Max(low, high) > ShareAtBound * values.Length)
        {
            warnings.Add(FormattableString.Invariant(
                $"{fitted.Name} lies at its {(low > high ? "lower" : "upper")} bound ({(low > high ? lower : upper):0.####}{(fitted.Unit.Length > 0 ? " " + fitted.Unit : "")}): widen the bounds"));
        }
    }
}
