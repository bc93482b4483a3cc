using System.Globalization;
using Xanes.Cli.Progress;
using Xanes.Plugin.Datasets.Ledger;

namespace Xanes.Cli.Output;

/// <summary>Shows how far a data set's run has come: counts, rate and time left.</summary>
/// <param name="session">The run of the command.</param>
/// <param name="waiting">The number of jobs that waited at its start.</param>
internal sealed class RunDisplay(Session session, int waiting)
{
    /// <summary>Does the work and shows its progress.</summary>
    public RunProgress Run(Func<Action<RunProgress>, RunProgress> work)
    {
        RunProgress end = default;
        ProgressDisplay.Run(session, "jobs", dataOnTerminal: false, show => end = work(progress => show(Report(progress))));
        return end;
    }

    private ProgressReport Report(RunProgress progress)
    {
        var settled = progress.Done + progress.Failed;
        return new ProgressReport(settled, waiting > 0 ? Math.Min(1.0, settled / (double)waiting) : null, Line(progress));
    }

    private static string Line(RunProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"{progress.Done:N0} done, {progress.Failed:N0} failed, {progress.Left:N0} left, {progress.Rate:N0} an hour" +
        $"{(progress.TimeLeft is { } left ? $", {Duration(left)} to go" : "")}");

    private static string Duration(TimeSpan time) =>
        time.TotalHours >= 48.0
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.0} days")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00} h");
}
