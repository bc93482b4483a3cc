namespace Xanes.Interop;

/// <summary>How far a search has come; reported after each start, from the threads of the search.</summary>
/// <param name="Starts">The number of random starts that ended.</param>
/// <param name="Solutions">The number of solutions found, repeats counted.</param>
/// <param name="LeastMisfit">The least sum of squares in Å² of how far the sorted distances lie outside their bins.</param>
/// <param name="Elapsed">The time since the search began.</param>
/// <param name="TimeLimit">The time at which it gives up.</param>
public readonly record struct ReconstructionProgress(int Starts, int Solutions, double LeastMisfit, TimeSpan Elapsed, TimeSpan TimeLimit);
