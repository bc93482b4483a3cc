using Xanes.Interop;

namespace Xanes.Cli.Input;

/// <summary>A frame with the 0-based indices of its absorbers, each of which gives a row.</summary>
internal sealed record FrameSites(StructureFrame Frame, int[] Absorbers);
