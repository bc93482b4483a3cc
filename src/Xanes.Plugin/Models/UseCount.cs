namespace Xanes.Plugin.Models;

/// <summary>Keeps something open until its owner has closed it and no call uses it any more. Safe to use from many threads.</summary>
/// <param name="close">Run once, by the last to leave.</param>
public sealed class UseCount(Action close)
{
    private int _users = 1;
    private int _closed;

    /// <summary>Counts a user in.</summary>
    /// <returns>False where it is closed already.</returns>
    public bool TryEnter()
    {
        var users = Volatile.Read(ref _users);
        while (users > 0 && Volatile.Read(ref _closed) == 0)
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

    /// <summary>Counts a user out.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            close();
        }
    }

    /// <summary>Lets no new user in; once for the owner, further calls do nothing.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            Leave();
        }
    }
}
