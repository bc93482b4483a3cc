namespace Xanes.Plugin.Files;

/// <summary>Calls that wait for somebody else: the other end of a pipe, a person at a terminal.</summary>
public static class BlockingCall
{
    /// <summary>Makes a call on another thread, which is left to itself when the wait is cancelled.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the call may use its arguments until the process ends.</exception>
    public static T Wait<T>(Func<T> call, CancellationToken cancellation) =>
        cancellation.CanBeCanceled ? Task.Run(call, CancellationToken.None).WaitAsync(cancellation).GetAwaiter().GetResult() : call();
}
