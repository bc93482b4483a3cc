namespace Xanes.Native.Handles;

/// <summary>An object that a handle stands for. It is closed when its handle is and no call uses it any more.</summary>
internal sealed class OpenObject(object target, Action close)
{
    private int _users = 1;

    /// <summary>The object itself.</summary>
    public object Target => target;

    /// <summary>Counts a user in.</summary>
    /// <returns>False where the object is closed already.</returns>
    public bool TryEnter()
    {
        var users = Volatile.Read(ref _users);
        while (users > 0)
        {
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
            {
                return true;
            }

            users = seen;
        }

        return false;
    }

    /// <summary>Counts a user out; the last one, which is the handle's own or a call's, closes the object.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            close();
        }
    }
}
