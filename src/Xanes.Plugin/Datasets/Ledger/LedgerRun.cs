using System.Collections.Concurrent;
using System.Diagnostics;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Files;

namespace Xanes.Plugin.Datasets.Ledger;

/// <summary>Works off the jobs of a ledger, several at once, beside any number of other processes that do the same.</summary>
public sealed class LedgerRun
{
    /// <summary>When this many jobs have failed and none has worked, the program is at fault and not the jobs.</summary>
    private const int FailuresOfABrokenProgram = 10;

    private readonly JobLedger _ledger;
    private readonly FdmnesProtocol _protocol;
    private readonly FdmnesRunner _runner;
    private readonly RunOptions _options;
    private readonly Action<RunProgress> _report;
    private readonly ConcurrentQueue<string> _queue = new();
    private readonly Lock _taking = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _done;
    private int _failed;
    private int _running;

    /// <summary>Prepares a run.</summary>
    /// <param name="ledger">The jobs.</param>
    /// <param name="protocol">Their protocol.</param>
    /// <param name="runner">Runs the program.</param>
    /// <param name="options">How many at once, and when to stop.</param>
    /// <param name="report">Told after each job; called from several threads, one at a time.</param>
    public LedgerRun(JobLedger ledger, FdmnesProtocol protocol, FdmnesRunner runner, RunOptions options, Action<RunProgress> report)
    {
        _ledger = ledger;
        _protocol = protocol;
        _runner = runner;
        _options = options;
        _report = report;
    }

    /// <summary>Works until no job waits.</summary>
    /// <param name="cancellation">Ends the calculations and puts their jobs back.</param>
    /// <exception cref="XanesException">
    /// The program cannot be started or fails at every job, or the disk is full. Jobs that were running are put back.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<RunProgress> RunAsync(CancellationToken cancellation)
    {
        using var worker = new Worker(_ledger.WorkersFolder, _options.SilenceOfDeath);
        worker.ForgetDead();
        while (_ledger.TryTakeAbandoned(worker) is { } abandoned)
        {
            _ledger.Return(abandoned);
        }

        _ledger.DropDone();
        Refill();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var lanes = Enumerable.Range(0, _options.Jobs).Select(_ => Task.Run(() => WorkAsync(worker, stop), CancellationToken.None)).ToArray();
        try
        {
            await Task.WhenAll(lanes).ConfigureAwait(false);
        }
        catch
        {
            // The first fault stopped all lanes; those that were merely cancelled by it do not count.
            cancellation.ThrowIfCancellationRequested();
            throw lanes.Select(lane => lane.Exception?.InnerException).First(fault => fault is not null)!;
        }

        return Progress();
    }

    private async Task WorkAsync(Worker worker, CancellationTokenSource stop)
    {
        try
        {
            while (Take(worker) is { } job)
            {
                await CalculateAsync(job, stop.Token).ConfigureAwait(false);
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private TakenJob? Take(Worker worker)
    {
        lock (_taking)
        {
            CheckFreeSpace();
            var job = NextWaiting(worker) ?? _ledger.TryTakeAbandoned(worker);
            if (job is null)
            {
                Refill();
                job = NextWaiting(worker);
            }

            if (job is not null)
            {
                _running++;
            }

            return job;
        }
    }

    private TakenJob? NextWaiting(Worker worker)
    {
        while (_queue.TryDequeue(out var id))
        {
            if (_ledger.TryTake(id, worker) is { } job)
            {
                return job;
            }
        }

        return null;
    }

    /// <summary>Lists the waiting jobs in an order of this run's own, so that several runs seldom reach for the same job.</summary>
    private void Refill()
    {
        var ids = _ledger.Ids(JobState.Waiting).ToArray();
        Random.Shared.Shuffle(ids);
        foreach (var id in ids)
        {
            _queue.Enqueue(id);
        }
    }

    private async Task CalculateAsync(TakenJob job, CancellationToken cancellation)
    {
        FdmnesOutcome outcome;
        try
        {
            cancellation.ThrowIfCancellationRequested();
            var input = JobFolder.ReadInput(job.Folder, job.Id);
            outcome = await _runner.RunAsync(
                job.Attempt, _protocol, input, process => JobFolder.NoteProcess(job.Attempt, process), cancellation).ConfigureAwait(false);
        }
        catch (DirectoryNotFoundException) when (!Directory.Exists(job.Folder))
        {
            Settled(done: 0, failed: 0);
            return;
        }
        catch (InvalidInputException fault)
        {
            // Its input is damaged, and the plan does not know it: else it would have been written again.
            Settled(0, _ledger.Fail(job, fault.Message) ? 1 : 0);
            return;
        }
        catch
        {
            PutBack(job);
            throw;
        }

        if (outcome.Fault is FdmnesFault.DiskFull or FdmnesFault.Interrupted)
        {
            PutBack(job);
            throw outcome.Fault == FdmnesFault.DiskFull
                ? DiskIsFull()
                : new XanesException($"job {job.Id}: somebody ended FDMNES by a signal; the job is put back, start 'xanes dataset run' again");
        }

        Settle(job, outcome);
    }

    private void Settle(TakenJob job, FdmnesOutcome outcome)
    {
        try
        {
            if (WhyNoSpectrum(outcome) is { } words)
            {
                Settled(0, _ledger.Fail(job, words) ? 1 : 0);
            }
            else
            {
                FdmnesOutput.ShortenReport(job.Attempt);
                Settled(_ledger.Complete(job, JobRecord.Of(job, outcome.Result!, outcome.Elapsed)) ? 1 : 0, 0);
            }
        }
        catch (IOException fault) when (FullDisk.IsCauseOf(fault))
        {
            PutBack(job);
            throw DiskIsFull();
        }
        catch (DirectoryNotFoundException) when (!Directory.Exists(job.Folder))
        {
            Settled(done: 0, failed: 0);
        }

        if (_done == 0 && _failed >= FailuresOfABrokenProgram)
        {
            throw new XanesException(
                $"the first {_failed} calculations have all failed, the last with: {outcome.Words}; " +
                "remove the cause, then 'xanes dataset run --retry'");
        }
    }

    /// <summary>Why there is no spectrum on the common axis; null where there is one, or the axis has no zero yet.</summary>
    private string? WhyNoSpectrum(FdmnesOutcome outcome)
    {
        if (outcome.Result is null || _protocol.EpsiiReference is null)
        {
            return outcome.Result is null ? outcome.Words : null;
        }

        try
        {
            _protocol.Spectrum(outcome.Result);
            return null;
        }
        catch (XanesException fault)
        {
            return fault.Message;
        }
    }

    private void Settled(int done, int failed)
    {
        lock (_taking)
        {
            _running--;
            _done += done;
            _failed += failed;
            _report(Progress());
        }
    }

    private void PutBack(TakenJob job)
    {
        _ledger.Return(job);
        lock (_taking)
        {
            _running--;
        }
    }

    private RunProgress Progress() => new(_done, _failed, _queue.Count + _running, _watch.Elapsed);

    private void CheckFreeSpace()
    {
        if (new DriveInfo(_ledger.WorkersFolder).AvailableFreeSpace < _options.LeastFreeSpace)
        {
            throw DiskIsFull();
        }
    }

    private XanesException DiskIsFull() =>
        new($"{_ledger.WorkersFolder}: the disk is full; no job is lost, make room and start 'xanes dataset run' again");
}
