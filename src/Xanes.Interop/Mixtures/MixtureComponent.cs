namespace Xanes.Interop;

/// <summary>A component of a mixture.</summary>
/// <param name="Name">The candidate's name.</param>
/// <param name="Fraction">Its fraction.</param>
/// <param name="Deviation">The fraction's standard deviation, from the residuals.</param>
public sealed record MixtureComponent(string Name, double Fraction, double Deviation);
