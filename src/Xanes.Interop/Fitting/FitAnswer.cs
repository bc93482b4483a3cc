namespace Xanes.Interop;

/// <summary>One minimum of the fit: a structure that other structures as good are not connected with.</summary>
/// <param name="Values">The value of each parameter, in the order of <see cref="FitResult.Parameters"/>.</param>
/// <param name="LogPosterior">The logarithm of its posterior density.</param>
/// <param name="Share">The share of the posterior that belongs to it, 0 to 1.</param>
/// <param name="Structures">Its structures, one for each start and inequivalent absorber.</param>
public sealed record FitAnswer(ReadOnlyMemory<double> Values, double LogPosterior, double Share, IReadOnlyList<FittedStructure> Structures);
