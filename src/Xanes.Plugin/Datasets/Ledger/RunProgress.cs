namespace Xanes.Plugin.Datasets.Ledger;

/// <summary>How far a run has come.</summary>
/// <param name="Done">Jobs that this run has done.</param>
/// <param name="Failed">Jobs that failed in this run.</param>
/// <param name="Left">Jobs that this run still sees waiting or works on.</param>
/// <param name="Elapsed">The time since the run began.</param>
public readonly record struct RunProgress(int Done, int Failed, int Left, TimeSpan Elapsed)
{
    /// <summary>Settled jobs an hour; 0 before the first.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? (Done + Failed) / Elapsed.TotalHours : 0.0;

    /// <summary>The time left at this rate; null before the first job is settled.</summary>
    public TimeSpan? TimeLeft => Rate > 0.0 ? TimeSpan.FromHours(Left / Rate) : null;
}
