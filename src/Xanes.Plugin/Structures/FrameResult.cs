using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>One frame of a file: the structure, or the fault that kept it from being read.</summary>
/// <param name="Index">The 0-based number of the frame in its file.</param>
/// <param name="Frame">The frame; null where it is at fault.</param>
/// <param name="Fault">What is wrong with the frame; null where it was read.</param>
public sealed record FrameResult(int Index, StructureFrame? Frame, InvalidInputException? Fault)
{
    /// <summary>The frame.</summary>
    /// <exception cref="InvalidInputException">It is at fault.</exception>
    public StructureFrame FrameOrThrow() => Frame ?? throw Fault!;

    /// <summary>Reads one frame; a fault becomes the result, with the place that the reader had come to.</summary>
    internal static FrameResult Of(string source, int index, Func<FramePlace, StructureFrame> read)
    {
        var place = new FramePlace(source, index);
        try
        {
            return new FrameResult(index, read(place), null);
        }
        catch (InvalidInputException fault)
        {
            return new FrameResult(index, null, fault.At(place.ToString()));
        }
    }
}
