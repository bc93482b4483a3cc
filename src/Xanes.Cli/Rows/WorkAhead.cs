using System.Threading.Channels;

namespace Xanes.Cli.Rows;

/// <summary>Work on a sequence that overlaps with reading it and with what becomes of the results.</summary>
internal static class WorkAhead
{
    /// <summary>
    /// The results in the order of the items. A thread of its own reads items, a few more than there are cores ahead, and all cores work on
    /// them. What reading or the work throws comes after the results before it.
    /// </summary>
    /// <param name="items">The items.</param>
    /// <param name="work">The work on one item; runs on several threads at once.</param>
    public static IEnumerable<TResult> InOrder<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, TResult> work)
    {
        var options = new BoundedChannelOptions(Environment.ProcessorCount) { SingleReader = true, SingleWriter = true };
        var results = Channel.CreateBounded<Task<TResult>>(options);
        using var ended = new CancellationTokenSource();
        var token = ended.Token;
        _ = Task.Factory.StartNew(
            () => Start(items, work, results.Writer, token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            while (results.Reader.WaitToReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
            {
                while (results.Reader.TryRead(out var result))
                {
                    yield return result.GetAwaiter().GetResult();
                }
            }
        }
        finally
        {
            ended.Cancel();
        }
    }

    private static void Start<TItem, TResult>(
        IEnumerable<TItem> items, Func<TItem, TResult> work, ChannelWriter<Task<TResult>> results, CancellationToken ended)
    {
        try
        {
            foreach (var item in items)
            {
                results.WriteAsync(Task.Run(() => work(item), CancellationToken.None), ended).AsTask().GetAwaiter().GetResult();
            }

            results.Complete();
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            results.Complete();
        }
        catch (Exception fault)
        {
            results.Complete(fault);
        }
    }
}
