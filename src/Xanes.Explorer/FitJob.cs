using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>A fit that runs beside the page.</summary>
internal sealed class FitJob : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Task<FitResult> _task;
    private FitProgress _progress = new("search", 0.0, 0);

    /// <summary>Starts it.</summary>
    /// <param name="version">The version of the state that it fits.</param>
    /// <param name="exploration">Structure and measured spectrum.</param>
    /// <param name="values">Where the parameters stand.</param>
    /// <param name="varyWidths">Whether core-hole width and resolution vary.</param>
    public FitJob(int version, IStructureExploration exploration, double[] values, bool varyWidths)
    {
        Version = version;
        _task = Task.Run(() => exploration.Fit(values, varyWidths, new Listener(this), _cancellation.Token));
    }

    /// <summary>The version of the state that it fits.</summary>
    public int Version { get; }

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => !_task.IsCompleted;

    /// <summary>Whether it was cancelled.</summary>
    public bool IsCancelled => _task.IsCompleted && _task.Exception?.InnerException is OperationCanceledException || _task.IsCanceled;

    /// <summary>How far it is.</summary>
    public FitProgress Progress
    {
        get
        {
            lock (_cancellation)
            {
                return _progress;
            }
        }
    }

    /// <summary>What it found; null before its end, or where it did not get there.</summary>
    public FitResult? Result => _task.IsCompletedSuccessfully ? _task.Result : null;

    /// <summary>Why it did not get to its end; null where it did, or still runs.</summary>
    public Exception? Fault => _task.Exception?.InnerException;

    /// <summary>Asks it to end.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancellation.Cancel();
        Task.WaitAny(_task);
        _cancellation.Dispose();
    }

    private sealed class Listener(FitJob job) : IProgress<FitProgress>
    {
        public void Report(FitProgress value)
        {
            lock (job._cancellation)
            {
                job._progress = value;
            }
        }
    }
}
