using Microsoft.ML.OnnxRuntime;

namespace Xanes.Plugin.Models;

/// <summary>The options of one run of a model, which a cancellation ends between two of its operations, also within a loop of the model.</summary>
internal readonly ref struct CancellableRun
{
    private static readonly RunOptions Endless = new();

    private readonly RunOptions? _own;
    private readonly CancellationTokenRegistration _registration;

    /// <summary>Prepares a run.</summary>
    public CancellableRun(CancellationToken cancellation)
    {
        if (cancellation.CanBeCanceled)
        {
            _own = new RunOptions();
            _registration = cancellation.UnsafeRegister(static options => ((RunOptions)options!).Terminate = true, _own);
        }
    }

    /// <summary>What the session takes.</summary>
    public RunOptions Options => _own ?? Endless;

    /// <summary>Ends the options, after a cancellation that is under way.</summary>
    public void Dispose()
    {
        _registration.Dispose();
        _own?.Dispose();
    }
}
