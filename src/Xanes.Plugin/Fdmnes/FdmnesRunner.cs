using System.ComponentModel;
using System.Diagnostics;
using CliWrap;
using CliWrap.Exceptions;
using Xanes.Interop;
using Xanes.Plugin.Files;

namespace Xanes.Plugin.Fdmnes;

/// <summary>Runs FDMNES, one calculation a folder on one thread, and judges what it leaves.</summary>
/// <param name="Executable">The program.</param>
/// <param name="TimeLimit">The longest that a calculation may take.</param>
public sealed record FdmnesRunner(string Executable, TimeSpan TimeLimit)
{
    /// <summary>The time limit where none is given.</summary>
    public static readonly TimeSpan DefaultTimeLimit = TimeSpan.FromHours(6);

    private const string CalculationsFile = "fdmfile.txt";

    // 128 + the signal's number, as shells count.
    private const int StatusOfInterrupt = 130;
    private const int StatusOfTermination = 143;

    /// <summary>Makes a folder that exists ready for a run: the input, and nothing left of an earlier run.</summary>
    public static void WriteInput(string folder, FdmnesInput input)
    {
        FdmnesOutput.DeleteOld(folder);
        File.WriteAllText(Path.Combine(folder, FdmnesInput.FileName), input.Text);
        File.WriteAllText(Path.Combine(folder, CalculationsFile), $"1\n{FdmnesInput.FileName}\n");
    }

    /// <summary>Writes the input, runs the program and reads its output.</summary>
    /// <param name="folder">The run's own folder, which exists; outputs of an earlier run are deleted first.</param>
    /// <param name="protocol">The protocol of the input.</param>
    /// <param name="input">The input.</param>
    /// <param name="started">Told the process's number when it has started.</param>
    /// <param name="cancellation">Ends the program and the run.</param>
    /// <exception cref="XanesException">The program cannot be started at all.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the program has ended.</exception>
    public async Task<FdmnesOutcome> RunAsync(
        string folder, FdmnesProtocol protocol, FdmnesInput input, Action<int>? started = null, CancellationToken cancellation = default)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            WriteInput(folder, input);
            if (await ExecuteAsync(folder, started, cancellation).ConfigureAwait(false) is { } fault)
            {
                var words = fault == FdmnesFault.TimeLimit ? $"took longer than the time limit of {TimeLimit:c}" : "was ended by a signal";
                return Failed(fault, words, watch);
            }

            return new FdmnesOutcome(FdmnesOutput.Read(folder, protocol), null, "", watch.Elapsed);
        }
        catch (IOException fault) when (FullDisk.IsCauseOf(fault))
        {
            return Failed(FdmnesFault.DiskFull, fault.Message, watch);
        }
        catch (XanesException fault) when (fault.InnerException is not Win32Exception)
        {
            return Failed(FdmnesOutput.TellsOfFullDisk(folder) ? FdmnesFault.DiskFull : FdmnesFault.Failed, fault.Message, watch);
        }
    }

    private static FdmnesOutcome Failed(FdmnesFault fault, string words, Stopwatch watch) => new(null, fault, words, watch.Elapsed);

    /// <summary>Runs the program to its end.</summary>
    /// <returns>What ended it before its time, if anything did.</returns>
    private async Task<FdmnesFault?> ExecuteAsync(string folder, Action<int>? started, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        var command = Cli.Wrap(Executable)
            .WithWorkingDirectory(folder)
            .WithEnvironmentVariables(variables => variables.Set("OMP_NUM_THREADS", "1").Set("OPENBLAS_NUM_THREADS", "1"))
            .WithStandardOutputPipe(PipeTarget.ToFile(Path.Combine(folder, FdmnesOutput.StandardOutputFile)))
            .WithStandardErrorPipe(PipeTarget.ToFile(Path.Combine(folder, FdmnesOutput.StandardErrorFile)))
            .WithValidation(CommandResultValidation.None);
        try
        {
            var running = command.ExecuteAsync(limit.Token);
            started?.Invoke(running.ProcessId);
            var status = (await running.ConfigureAwait(false)).ExitCode;
            return status is StatusOfInterrupt or StatusOfTermination ? FdmnesFault.Interrupted : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return FdmnesFault.TimeLimit;
        }
        catch (Exception fault) when (fault is Win32Exception or CliWrapException)
        {
            var cause = fault as Win32Exception ?? fault.InnerException as Win32Exception ?? new Win32Exception(fault.Message);
            throw new XanesException($"{Executable}: cannot be started ({cause.Message}); give a program for this machine", cause);
        }
    }
}
