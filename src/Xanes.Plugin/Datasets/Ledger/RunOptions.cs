namespace Xanes.Plugin.Datasets.Ledger;

/// <summary>How jobs are worked off.</summary>
/// <param name="Jobs">How many calculations run at once.</param>
/// <param name="SilenceOfDeath">After this silence a worker of another machine counts as dead.</param>
/// <param name="LeastFreeSpace">The run stops when the disk has less bytes free than this.</param>
public sealed record RunOptions(int Jobs, TimeSpan SilenceOfDeath, long LeastFreeSpace)
{
    /// <summary>One calculation a core.</summary>
    public static RunOptions Default { get; } = new(Environment.ProcessorCount, TimeSpan.FromMinutes(3), 64L << 20);
}
