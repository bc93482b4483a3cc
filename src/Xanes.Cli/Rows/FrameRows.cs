using Xanes.Cli.Input;
using Xanes.Interop;

namespace Xanes.Cli.Rows;

/// <summary>The rows of one frame, or why it has none.</summary>
/// <param name="Rows">The rows; empty where the frame is at fault.</param>
/// <param name="Fault">What is wrong with the frame.</param>
internal sealed record FrameRows<TRow>(IReadOnlyList<TRow> Rows, InvalidInputException? Fault)
{
    /// <summary>The rows of a batch's frames: worked on together or, where one of them is at fault, one by one.</summary>
    /// <param name="batch">The frames.</param>
    /// <param name="together">The rows of all frames, one list each.</param>
    /// <param name="alone">The rows of one frame.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static List<FrameRows<TRow>> Of(
        FrameBatch batch,
        Func<FrameBatch, IEnumerable<IReadOnlyList<TRow>>> together,
        Func<FrameSites, IReadOnlyList<TRow>> alone,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        List<FrameRows<TRow>> rows;
        try
        {
            rows = [.. together(batch).Select(of => new FrameRows<TRow>(of, null))];
        }
        catch (InvalidInputException)
        {
            rows = [.. batch.Frames.Select(frame => Alone(frame, alone, cancellation))];
        }

        if (batch.Fault is { } fault)
        {
            rows.Add(new FrameRows<TRow>([], fault));
        }

        return rows;
    }

    private static FrameRows<TRow> Alone(FrameSites frame, Func<FrameSites, IReadOnlyList<TRow>> alone, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return new FrameRows<TRow>(alone(frame), null);
        }
        catch (InvalidInputException fault)
        {
            return new FrameRows<TRow>([], fault.At(frame.Frame.Place));
        }
    }
}
