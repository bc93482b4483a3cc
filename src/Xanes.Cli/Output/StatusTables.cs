using System.Globalization;
using Spectre.Console;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Datasets.Ledger;
using Xanes.Plugin.Datasets.Slurm;

namespace Xanes.Cli.Output;

/// <summary>A data set's status as tables.</summary>
internal static class StatusTables
{
    private const int LongestBar = 40;

    private const int JobsShown = 20;

    /// <summary>Prints counts, failures and distributions.</summary>
    public static void Print(DataSetStatus status, IReadOnlyList<SlurmTask> tasks, Terminal terminal)
    {
        var counts = Tables.New(0, "Planned", "Exported", "Waiting", "Running", "Failed", "Done", "Done last hour", "Median time (s)");
        counts.AddRow([
            $"{status.Planned}",
            $"{status.Exported}",
            .. new[] { JobState.Waiting, JobState.Running, JobState.Failed, JobState.Done }.Select(state => $"{status.Jobs[state]}"),
            $"{status.LastHour}",
            status.MedianSeconds is { } seconds ? $"{seconds:0.0}" : "-"]);
        Tables.Print(counts, terminal);
        if (tasks.Count > 0)
        {
            PrintTasks(tasks, terminal);
        }

        if (status.Failures.Count > 0)
        {
            PrintJobs("Failed", status.Failures, terminal);
        }

        if (status.Damaged.Count > 0)
        {
            PrintJobs("Done, but damaged", status.Damaged, terminal);
        }

        foreach (var (element, histogram) in status.Distances)
        {
            PrintHistogram($"{element} - absorber (Å)", histogram, terminal);
        }

        PrintHistogram("E_cut (eV)", status.CutOffs, terminal);
    }

    private static void PrintTasks(IReadOnlyList<SlurmTask> tasks, Terminal terminal)
    {
        var table = Tables.New(3, "Slurm task", "State", "Where or why");
        foreach (var task in tasks)
        {
            table.AddRow(Markup.Escape(task.Id), Markup.Escape(task.State), Markup.Escape(task.Reason));
        }

        Tables.Print(table, terminal);
    }

    private static void PrintJobs(string title, IReadOnlyList<(string Id, string Words)> jobs, Terminal terminal)
    {
        var table = Tables.New(2, title, "Why");
        foreach (var (id, words) in jobs.Take(JobsShown))
        {
            table.AddRow(Markup.Escape(id), Markup.Escape(words));
        }

        if (jobs.Count > JobsShown)
        {
            table.AddRow("...", $"{jobs.Count - JobsShown} more; --json lists them all");
        }

        Tables.Print(table, terminal);
    }

    private static void PrintHistogram(string title, Histogram histogram, Terminal terminal)
    {
        if (histogram.Counts.Count == 0)
        {
            return;
        }

        var table = Tables.New(1, Markup.Escape(title), "Count", "");
        var most = histogram.Counts.Max();
        foreach (var (bin, count) in histogram.Counts.Index())
        {
            var from = histogram.From + (bin * histogram.Width);
            var range = string.Create(CultureInfo.InvariantCulture, $"{from:0.00} to {from + histogram.Width:0.00}");
            table.AddRow(range, $"{count}", new string('#', (int)Math.Ceiling((double)LongestBar * count / most)).PadRight(LongestBar));
        }

        Tables.Print(table, terminal);
    }
}
