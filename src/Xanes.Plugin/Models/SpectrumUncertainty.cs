namespace Xanes.Plugin.Models;

/// <summary>
/// How a standard deviation comes about: factor^2 (variance of the members + floor^2 variance of the residuals), so that the band of 90 %
/// holds 90 % of the energy points of spectra that the model was not fitted to.
/// </summary>
/// <param name="Factor">See above.</param>
/// <param name="Floor">See above.</param>
/// <param name="Residuals">The covariance of the errors on held-out spectra.</param>
public sealed record SpectrumUncertainty(double Factor, double Floor, ResidualCovariance Residuals);
