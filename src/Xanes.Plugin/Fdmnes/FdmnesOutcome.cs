namespace Xanes.Plugin.Fdmnes;

/// <summary>What came of a run: a result, or the reason why there is none.</summary>
/// <param name="Result">The output; null where the run failed.</param>
/// <param name="Fault">The kind of failure; null where it succeeded.</param>
/// <param name="Words">What is wrong, in FDMNES's own words where it has any; empty where it succeeded.</param>
/// <param name="Elapsed">The time the program ran.</param>
public sealed record FdmnesOutcome(FdmnesResult? Result, FdmnesFault? Fault, string Words, TimeSpan Elapsed);
