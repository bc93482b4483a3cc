using System.Collections.Concurrent;

namespace Xanes.Native.Handles;

/// <summary>The open handles. A handle is a number that is never given twice, so one that is closed stays unknown.</summary>
internal static class HandleTable
{
    /// <summary>Handles begin far from small numbers and from addresses, which a caller may hold by mistake.</summary>
    private const long First = 0x58414E45_00000000;

    private static readonly ConcurrentDictionary<long, OpenObject> Opened = new();
    private static long _last = First;

    /// <summary>Gives an object a handle.</summary>
    /// <param name="target">The object.</param>
    /// <param name="close">Run once, when the handle is closed and no call uses the object any more.</param>
    public static long Open(object target, Action close)
    {
        var handle = Interlocked.Increment(ref _last);
        Opened[handle] = new OpenObject(target, close);
        return handle;
    }

    /// <summary>Uses the object of a handle for the length of a call.</summary>
    /// <exception cref="MisuseException">The handle is not open or stands for something else.</exception>
    public static Lease<T> Use<T>(long handle, string kind)
        where T : class
    {
        var open = Enter(handle);
        if (open.Target is T target)
        {
            return new Lease<T>(open, target);
        }

        open.Leave();
        throw new MisuseException($"handle {handle} is not that of a {kind}; pass the handle that opening a {kind} gave");
    }

    /// <summary>Keeps the object of a handle open until <see cref="OpenObject.Leave"/>.</summary>
    /// <exception cref="MisuseException">The handle is not open.</exception>
    public static OpenObject Enter(long handle) =>
        Opened.TryGetValue(handle, out var open) && open.TryEnter() ? open : throw Unknown(handle);

    /// <summary>Closes a handle.</summary>
    /// <exception cref="MisuseException">The handle is not open.</exception>
    public static void Close(long handle)
    {
        if (!Opened.TryRemove(handle, out var open))
        {
            throw Unknown(handle);
        }

        open.Close();
    }

    private static MisuseException Unknown(long handle) => new($"handle {handle} is not open; it was closed or never given");
}
