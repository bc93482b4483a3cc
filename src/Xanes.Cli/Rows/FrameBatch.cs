using Xanes.Cli.Input;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Cli.Rows;

/// <summary>Frames that are worked on together, and the fault of the frame after them.</summary>
/// <param name="Frames">The frames with their absorbers.</param>
/// <param name="Fault">Why the next frame cannot be used; null where the batch was just full.</param>
internal sealed record FrameBatch(IReadOnlyList<FrameSites> Frames, InvalidInputException? Fault)
{
    /// <summary>A batch is full when it holds at least this many absorbers.</summary>
    public const int Size = 256;

    /// <summary>All absorbers of the frames.</summary>
    public AbsorberSite[] Sites() =>
        [.. Frames.SelectMany(frame => frame.Absorbers.Select(absorber => new AbsorberSite(frame.Frame.Structure, absorber)))];

    /// <summary>Frames in batches.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="absorbers">Chooses the absorbers.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static IEnumerable<FrameBatch> Of(IEnumerable<FrameResult> frames, AbsorberRule absorbers, CancellationToken cancellation)
    {
        var batch = new List<FrameSites>();
        var sites = 0;
        foreach (var outcome in frames)
        {
            cancellation.ThrowIfCancellationRequested();
            var frame = Resolve(outcome, absorbers, out var fault);
            if (frame is not null)
            {
                batch.Add(frame);
                sites += frame.Absorbers.Length;
            }

            if (fault is not null || sites >= Size)
            {
                yield return new FrameBatch(batch, fault);
                (batch, sites) = ([], 0);
            }
        }

        yield return new FrameBatch(batch, null);
    }

    private static FrameSites? Resolve(FrameResult outcome, AbsorberRule absorbers, out InvalidInputException? fault)
    {
        fault = outcome.Fault;
        if (outcome.Frame is not { } frame)
        {
            return null;
        }

        try
        {
            return new FrameSites(frame, absorbers.Resolve(frame));
        }
        catch (InvalidInputException mistake)
        {
            fault = mistake.At(frame.Place);
            return null;
        }
    }
}
