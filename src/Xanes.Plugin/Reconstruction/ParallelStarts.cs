using System.Diagnostics;
using Xanes.Interop;

namespace Xanes.Plugin.Reconstruction;

/// <summary>
/// Runs numbered starts of a search on several threads. The answer is the successful start of the lowest number: later ones
/// are given up when it succeeds, earlier ones are waited for. Where a start ends only near a solution, a number of starts
/// more may do better. So the answer does not depend on the threads, but for what the
/// time limit cuts off.
/// </summary>
internal sealed class ParallelStarts(
    Func<IClusterSearch> newSearch, ReconstructionOptions options, IProgress<ReconstructionProgress>? progress, CancellationToken cancellation)
{
    /// <summary>After a start that ended near a solution so many more may end in one.</summary>
    private const int StartsAfterNear = 200;

    private const int MostThreads = 256;

    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly int _threads = options.Threads > 0 ? Math.Min(options.Threads, MostThreads) : Environment.ProcessorCount;
    private readonly Lock _gate = new();
    private readonly Stack<IClusterSearch> _idle = new();
    private int _done;
    private int _solutions;
    private double _leastMisfit = double.PositiveInfinity;
    private NodePositions? _closest;

    /// <summary>The time since the search began.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begun);

    /// <summary>Whether the time limit has passed.</summary>
    public bool IsTimeUp => Elapsed >= options.TimeLimit;

    /// <summary>The number of starts that came to an end.</summary>
    public int Done => _done;

    /// <summary>The positions of the least misfit so far; null before the first start ended.</summary>
    public NodePositions? Closest => _closest;

    /// <summary>Finds the first start that ends in a solution, or else in what is near one.</summary>
    /// <param name="from">The number of the first start to run.</param>
    /// <returns>Its number and positions, or null where time is up.</returns>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public (int Start, NodePositions Positions)? Next(int from)
    {
        var next = from - 1;
        var exact = new FirstStart();
        var near = new FirstStart();
        Parallel.For(0, _threads, new ParallelOptions { MaxDegreeOfParallelism = _threads }, _ =>
        {
            var search = Borrow();
            int start;
            while (!IsOver(start = Interlocked.Increment(ref next)))
            {
                var succeeded = search.Run(new Random(SeedOf(start)), () => IsOver(start));
                lock (_gate)
                {
                    Count(search);
                    if (succeeded)
                    {
                        exact.Take(start, search.Positions);
                    }
                    else if (search.IsNear)
                    {
                        near.Take(start, search.Positions);
                    }
                }
            }

            lock (_gate)
            {
                _idle.Push(search);
            }
        });
        cancellation.ThrowIfCancellationRequested();
        var found = exact.Number < PastNear() ? exact : near;
        if (found.Positions is null)
        {
            return null;
        }

        _solutions++;
        return (found.Number, found.Positions);

        bool IsOver(int start) =>
            start > Math.Min(exact.Number, PastNear()) || IsTimeUp || cancellation.IsCancellationRequested;

        int PastNear() => (int)Math.Min((long)near.Number + StartsAfterNear, int.MaxValue);
    }

    private int SeedOf(int start) => unchecked((options.Seed * 1_000_003) + start);

    private IClusterSearch Borrow()
    {
        lock (_gate)
        {
            if (_idle.TryPop(out var search))
            {
                return search;
            }
        }

        return newSearch();
    }

    private void Count(IClusterSearch search)
    {
        _done++;
        if (search.Misfit < _leastMisfit)
        {
            _leastMisfit = search.Misfit;
            _closest = search.Positions.Copy();
        }

        progress?.Report(new ReconstructionProgress(_done, _solutions, _leastMisfit, Elapsed, options.TimeLimit));
    }
}
