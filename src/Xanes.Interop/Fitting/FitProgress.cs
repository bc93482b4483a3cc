namespace Xanes.Interop;

/// <summary>How far a fit has come.</summary>
/// <param name="Stage">What it does.</param>
/// <param name="Fraction">An estimate of the share of the whole that is done, 0 to 1.</param>
/// <param name="Spectra">The spectra predicted so far.</param>
public readonly record struct FitProgress(string Stage, double Fraction, long Spectra);
