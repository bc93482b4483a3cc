namespace Xanes.Interop;

/// <summary>A mixture of candidates fitted to a spectrum by least squares, all fractions positive.</summary>
/// <param name="Components">The components.</param>
/// <param name="SumOfSquares">The sum of squared residuals in squared edge steps.</param>
/// <param name="RFactor">The sum of squared residuals over the sum of squared absorption.</param>
/// <param name="ReducedSquare">The sum of squared residuals over the degrees of freedom.</param>
/// <param name="Bic">The Bayesian information criterion n ln(SumOfSquares / n) + k ln n.</param>
/// <param name="Probability">
/// exp(-BIC / 2) over the number of mixtures with as many components, normalised: every number of components is as likely as the
/// others before the fit, and every mixture of that number, so that many candidates do not find a mixture by luck (Chen and Chen,
/// Biometrika 95, 759, 2008).
/// </param>
/// <param name="FTest">
/// The probability that the improvement over the best of its parts with one component less is by chance; null for one component.
/// </param>
/// <param name="Shift">What was added to the candidates' energies, in eV.</param>
public sealed record Mixture(
    IReadOnlyList<MixtureComponent> Components,
    double SumOfSquares,
    double RFactor,
    double ReducedSquare,
    double Bic,
    double Probability,
    double? FTest,
    double Shift);
