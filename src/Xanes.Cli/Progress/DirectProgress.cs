namespace Xanes.Cli.Progress;

/// <summary>Hands reports on at once, on the thread that makes them, so that their order stays.</summary>
internal sealed class DirectProgress<T>(Action<T> handler) : IProgress<T>
{
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public void Report(T value)
    {
        lock (_gate)
        {
            handler(value);
        }
    }
}
