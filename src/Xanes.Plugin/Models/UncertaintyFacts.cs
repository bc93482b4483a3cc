namespace Xanes.Plugin.Models;

/// <summary>What a card says of a model's uncertainty, see <see cref="SpectrumUncertainty"/>.</summary>
/// <param name="Factor">The factor on the standard deviation.</param>
/// <param name="Floor">The share of the residuals' own deviation.</param>
/// <param name="Spectra">The number of held-out spectra that the residuals are of.</param>
/// <param name="Sha256">The SHA-256 of <see cref="ResidualCovariance.FileName"/> in hexadecimal.</param>
public sealed record UncertaintyFacts(double Factor, double Floor, int Spectra, string Sha256);
