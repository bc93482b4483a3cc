namespace Xanes.Native.Handles;

/// <summary>The use of an open object by one call.</summary>
internal readonly ref struct Lease<T>(OpenObject open, T target)
    where T : class
{
    /// <summary>The object.</summary>
    public T Target => target;

    /// <summary>Ends the use.</summary>
    public void Dispose() => open.Leave();
}
