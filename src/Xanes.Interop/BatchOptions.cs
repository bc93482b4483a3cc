namespace Xanes.Interop;

/// <summary>How many sites are worked on in one call.</summary>
public sealed record BatchOptions
{
    /// <summary>All cores; the first site at fault ends the call.</summary>
    public static BatchOptions Default { get; } = new();

    /// <summary>The number of threads; 0 for as many as cores. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Whether sites at fault are left out and listed; else the first one ends the call.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>Told the number of sites done so far.</summary>
    public IProgress<int>? Progress { get; init; }

    /// <summary>Ends the work, also within a batch.</summary>
    public CancellationToken Cancellation { get; init; }
}
