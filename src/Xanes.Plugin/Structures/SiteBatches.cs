using System.Runtime.ExceptionServices;
using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>Work on a list of sites, batch by batch, spread over threads.</summary>
internal static class SiteBatches
{
    /// <summary>The work on some sites from a first one on.</summary>
    public delegate void Work(int first, int count, SiteFaults faults);

    /// <summary>Runs the work for every batch.</summary>
    /// <param name="sites">The number of sites.</param>
    /// <param name="batchSize">The number of sites in a batch; the last one may be shorter.</param>
    /// <param name="options">Threads, faults, progress and cancellation.</param>
    /// <param name="work">Works on one batch.</param>
    /// <returns>The faults in the order of their sites.</returns>
    /// <exception cref="XanesException">The failure of the first batch that failed.</exception>
    public static IReadOnlyList<InvalidInputException> Run(int sites, int batchSize, BatchOptions options, Work work)
    {
        var faults = new SiteFaults(options.KeepGoing);
        var batches = (int)(((long)sites + batchSize - 1) / batchSize);
        var done = 0;
        var threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        if (threads == 1 || batches <= 1)
        {
            for (var batch = 0; batch < batches; batch++)
            {
                options.Cancellation.ThrowIfCancellationRequested();
                RunBatch(batch);
            }
        }
        else
        {
            RunInParallel(batches, threads, RunBatch, options.Cancellation);
        }

        return faults.Ordered;

        void RunBatch(int batch)
        {
            var first = batch * batchSize;
            var count = Math.Min(batchSize, sites - first);
            work(first, count, faults);
            options.Progress?.Report(Interlocked.Add(ref done, count));
        }
    }

    private static void RunInParallel(int batches, int threads, Action<int> runBatch, CancellationToken cancellation)
    {
        var failures = new XanesException?[batches];
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = threads };
        try
        {
            Parallel.For(0, batches, options, (batch, state) =>
            {
                try
                {
                    runBatch(batch);
                }
                catch (XanesException failure)
                {
                    failures[batch] = failure;
                    // Batches before this one still run, so that the failure reported is the first of the list.
                    state.Break();
                }
            });
        }
        catch (AggregateException several)
        {
            // One call throws one exception, whatever the number of its threads.
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        if (failures.FirstOrDefault(failure => failure is not null) is { } first)
        {
            throw first;
        }
    }
}
