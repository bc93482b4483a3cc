using System.Diagnostics;

namespace Xanes.Plugin.Reconstruction;

/// <summary>
/// Runs numbered starts of a search on several threads. The answer is the successful start of the lowest number: later ones
/// are given up when it succeeds, earlier ones are waited for. So the answer does not depend on the threads, but for what the
/// time limit cuts off.
/// </summary>
internal sealed class ParallelStarts(
    Func<IClusterSearch> newSearch, ReconstructionOptions options, IProgress<ReconstructionProgress>? progress, CancellationToken cancellation)
{
    private readonly long _begun = Stopwatch.GetTimestamp();
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

    /// <summary>Finds the first successful start.</summary>
    /// <param name="from">The number of the first start to run.</param>
    /// <returns>Its number and positions, or null where time is up.</returns>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public (int Start, NodePositions Positions)? Next(int from)
    {
        var next = from - 1;
        var best = int.MaxValue;
        NodePositions? found = null;
        Parallel.For(0, options.Threads, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, _ =>
        {
            var search = Borrow();
            int start;
            while ((start = Interlocked.Increment(ref next)) < Volatile.Read(ref best) && !IsOver(start))
            {
                var succeeded = search.Run(new Random(SeedOf(start)), () => IsOver(start));
                lock (_gate)
                {
                    Count(search);
                    if (succeeded && start < best)
                    {
                        best = start;
                        found = Copy(search.Positions);
                    }
                }
            }

            lock (_gate)
            {
                _idle.Push(search);
            }
        });
        cancellation.ThrowIfCancellationRequested();
        if (found is null)
        {
            return null;
        }

        _solutions++;
        return (best, found);

        bool IsOver(int start) => start > Volatile.Read(ref best) || IsTimeUp || cancellation.IsCancellationRequested;
    }

    private static NodePositions Copy(NodePositions positions)
    {
        var copy = new NodePositions(positions.AtomCount);
        copy.CopyFrom(positions);
        return copy;
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
            _closest = Copy(search.Positions);
        }

        progress?.Report(new ReconstructionProgress(_done, _solutions, _leastMisfit, Elapsed, options.TimeLimit));
    }
}
