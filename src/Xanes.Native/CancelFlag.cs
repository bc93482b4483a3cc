namespace Xanes.Native;

/// <summary>Ends a call when its caller raises a flag: an integer of the caller's, which a signal handler can set as well.</summary>
internal static unsafe class CancelFlag
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    /// <summary>The flag of the current thread, raised where it is not 0; null for none.</summary>
    [field: ThreadStatic]
    public static int* OfThread { get; set; }

    /// <summary>Watches the current thread's flag for the length of a call.</summary>
    public static Call Watch() => new(OfThread);

    /// <summary>A call that a flag can end. Without a flag it costs nothing.</summary>
    public readonly ref struct Call(int* flag)
    {
        private readonly Watcher? _watcher = flag == null ? null : new Watcher(flag);

        /// <summary>Cancelled when the flag is raised.</summary>
        public CancellationToken Token => _watcher?.Token ?? CancellationToken.None;

        /// <summary>Ends the watch: the flag is not read again.</summary>
        public void Dispose() => _watcher?.Dispose();
    }

    private sealed class Watcher : IDisposable
    {
        private readonly Lock _gate = new();
        private readonly CancellationTokenSource _source = new();
        private readonly Timer _timer;
        private int* _flag;

        public Watcher(int* flag)
        {
            _flag = flag;
            _timer = new Timer(static watcher => ((Watcher)watcher!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Look();
            _timer.Change(Period, Period);
        }

        public CancellationToken Token => _source.Token;

        public void Dispose()
        {
            lock (_gate)
            {
                _flag = null;
            }

            _timer.Dispose();
            _source.Dispose();
        }

        private void Look()
        {
            lock (_gate)
            {
                if (_flag != null && Volatile.Read(ref *_flag) != 0)
                {
                    _source.Cancel();
                }
            }
        }
    }
}
