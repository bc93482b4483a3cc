using System.Runtime.ExceptionServices;
using Xanes.Cli.Input;
using Xanes.Cli.Progress;
using Xanes.Interop;
using Xanes.Plugin;

namespace Xanes.Cli.Rows;

/// <summary>
/// Carries rows from their source to their writer. When a bad frame or Ctrl-C ends the run early, the rows before it are
/// written all the same.
/// </summary>
/// <param name="session">The run of the command.</param>
/// <param name="singular">What a row is: <c>spectrum</c>, <c>vector</c>.</param>
/// <param name="plural">What rows are: <c>spectra</c>, <c>vectors</c>.</param>
/// <param name="input">Tells how much has been read.</param>
/// <param name="faults">Holds the frames that were left out.</param>
internal sealed class RowRun(Session session, string singular, string plural, StructureInput input, FaultPolicy faults)
{
    /// <summary>Writes the rows and tells the user where they are.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="writer">Takes them.</param>
    /// <param name="dataOnTerminal">Whether the writer prints to a terminal row by row.</param>
    /// <returns>The files written and the number of rows.</returns>
    /// <exception cref="InvalidInputException">A frame is bad, or there is no row at all.</exception>
    public RowSummary Write<TRow>(IEnumerable<TRow> rows, IRowWriter<TRow> writer, bool dataOnTerminal)
    {
        var count = 0L;
        ExceptionDispatchInfo? ending = null;
        ProgressDisplay.Run(session, plural, dataOnTerminal, report =>
        {
            try
            {
                foreach (var row in rows)
                {
                    writer.Write(row);
                    count++;
                    report(new ProgressReport(count, input.FractionRead));
                }
            }
            catch (Exception fault) when (fault is InvalidInputException or OperationCanceledException)
            {
                ending = ExceptionDispatchInfo.Capture(fault);
            }
        });

        if (count == 0)
        {
            ending?.Throw();
            throw new InvalidInputException($"no {plural}: {(faults.LeftOut.Count > 0 ? "all frames were left out" : "the input has no frames")}");
        }

        var files = writer.Commit();
        if (ending is not null)
        {
            EndEarly(ending, count, files);
        }

        Tell(count, files);
        return new RowSummary(count, files, faults.LeftOut);
    }

    private void EndEarly(ExceptionDispatchInfo ending, long count, IReadOnlyList<string> files)
    {
        if (files.Count > 0)
        {
            var kept = $"the {count} {plural} before it are in {Place(files)}";
            if (ending.SourceException is InvalidInputException fault)
            {
                throw new InvalidInputException($"{fault.Message}; {kept}", fault);
            }

            session.Note($"interruption: {kept}");
        }

        ending.Throw();
    }

    private static string Place(IReadOnlyList<string> files) => files.Count <= 3 ? string.Join(", ", files) : $"{files[0]} to {files[^1]}";

    private void Tell(long count, IReadOnlyList<string> files)
    {
        if (files.Count > 0)
        {
            session.Note($"{Counted.Of(count, singular, plural)} in {Place(files)}");
        }

        if (faults.LeftOut.Count > 0)
        {
            session.Note($"{Counted.Of(faults.LeftOut.Count, "frame")} left out");
        }
    }
}
