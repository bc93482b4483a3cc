using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Xanes.Cli.Progress;

/// <summary>Shows how far long work has come, on standard error: a bar on a terminal, a line now and then elsewhere.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan TimeBetweenLines = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TimeBetweenFrames = TimeSpan.FromSeconds(0.1);

    /// <summary>Does work and shows its reports, unless the session is quiet.</summary>
    /// <param name="session">The run.</param>
    /// <param name="title">What is being made, such as <c>spectra</c>.</param>
    /// <param name="dataOnTerminal">Whether the work itself prints to a terminal, where a bar would be in the way.</param>
    /// <param name="work">The work; calls its argument as it proceeds.</param>
    public static void Run(Session session, string title, bool dataOnTerminal, Action<Action<ProgressReport>> work)
    {
        if (session.Quiet || dataOnTerminal)
        {
            work(_ => { });
        }
        else if (session.Terminal.ErrorIsTerminal)
        {
            RunWithBar(session.Terminal.Error, title, work);
        }
        else
        {
            work(Throttled(TimeBetweenLines, report => session.Note(Line(title, report))));
        }
    }

    /// <summary>Does work that counts what it has done, shows the count, and gives the work's result.</summary>
    /// <param name="session">The run.</param>
    /// <param name="title">What is counted, such as <c>spectra</c>.</param>
    /// <param name="work">The work; tells its argument the number done so far.</param>
    public static T Count<T>(Session session, string title, Func<IProgress<int>, T> work)
    {
        T result = default!;
        Run(session, title, dataOnTerminal: false, report =>
            result = work(new DirectProgress<int>(done => report(new ProgressReport(done, null)))));
        return result;
    }

    private static void RunWithBar(TextWriter error, string title, Action<Action<ProgressReport>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(title, maxValue: 1.0);
                task.IsIndeterminate = true;
                work(Throttled(TimeBetweenFrames, report =>
                {
                    task.Description = Markup.Escape(report.Text ?? string.Create(CultureInfo.InvariantCulture, $"{report.Rows:N0} {title}"));
                    task.IsIndeterminate = report.Fraction is null;
                    task.Value = report.Fraction ?? 0.0;
                }));
            });
    }

    private static string Line(string title, ProgressReport report) =>
        report.Text ?? string.Create(CultureInfo.InvariantCulture, $"{report.Rows:N0} {title}{(report.Fraction is { } part ? $", {part:P0} read" : "")}");

    private static Action<ProgressReport> Throttled(TimeSpan interval, Action<ProgressReport> show)
    {
        var last = Stopwatch.GetTimestamp();
        return report =>
        {
            if (Stopwatch.GetElapsedTime(last) >= interval)
            {
                last = Stopwatch.GetTimestamp();
                show(report);
            }
        };
    }
}
