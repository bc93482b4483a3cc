namespace Xanes.Interop;

/// <summary>What the fit says of one parameter, or of a quantity that follows from parameters.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit; empty where it has none.</param>
/// <param name="Best">Its value in the most probable structure.</param>
/// <param name="Mean">The mean of the posterior.</param>
/// <param name="Deviation">The posterior's standard deviation.</param>
/// <param name="Median">The posterior's median.</param>
/// <param name="Interval68">The interval that holds the middle 68 % of the posterior.</param>
/// <param name="Interval90">The interval that holds the middle 90 %.</param>
/// <param name="Lower">The lower bound; null for a derived quantity.</param>
/// <param name="Upper">The upper bound; null for a derived quantity.</param>
/// <param name="IsDerived">Whether it follows from other parameters.</param>
/// <param name="AutocorrelationTime">Steps of the sampler until it has forgotten the value.</param>
/// <param name="GelmanRubin">The R-hat of two independent populations: 1 where they agree.</param>
public sealed record FittedParameter(
    string Name,
    string Unit,
    double Best,
    double Mean,
    double Deviation,
    double Median,
    ValueInterval Interval68,
    ValueInterval Interval90,
    double? Lower,
    double? Upper,
    bool IsDerived,
    double AutocorrelationTime,
    double GelmanRubin);
