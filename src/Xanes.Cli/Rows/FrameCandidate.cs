using Xanes.Interop;

namespace Xanes.Cli.Rows;

/// <summary>A frame of a structure file as a candidate.</summary>
/// <param name="Label">Where it came from.</param>
/// <param name="Frame">The frame.</param>
internal sealed record FrameCandidate(RowLabel Label, StructureFrame Frame) : ComparisonCandidate(Frame.Place, Frame.Structure, Label.Absorbers);
