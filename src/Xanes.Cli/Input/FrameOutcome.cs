using Xanes.Interop;

namespace Xanes.Cli.Input;

/// <summary>A frame that was read, or the fault that kept it from being read.</summary>
internal readonly record struct FrameOutcome(StructureFrame? Frame, InvalidInputException? Fault)
{
    /// <summary>A frame that was read.</summary>
    public static FrameOutcome Of(StructureFrame frame) => new(frame, null);

    /// <summary>A frame that could not be read.</summary>
    public static FrameOutcome Of(InvalidInputException fault) => new(null, fault);
}
