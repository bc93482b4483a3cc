using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>Where in a file a reader is, for messages.</summary>
internal sealed class FramePlace(string source, int index)
{
    /// <summary>The 1-based line being read; 0 where the frame as a whole is meant.</summary>
    public int Line { get; set; }

    /// <summary>Makes the frame that was read; faults of the structure are those of the frame as a whole.</summary>
    /// <exception cref="InvalidInputException">The arrays make no structure.</exception>
    public StructureFrame Frame(
        ReadOnlySpan<int> atomicNumbers,
        ReadOnlySpan<double> positions,
        ReadOnlySpan<double> cell,
        PeriodicDirections periodic,
        IReadOnlyDictionary<string, string> info)
    {
        Line = 0;
        return new StructureFrame(source, index, new AtomicStructure(atomicNumbers, positions, cell, periodic), info);
    }

    /// <summary>The place as <c>file, frame 3, line 27</c>.</summary>
    public override string ToString() => Line > 0 ? $"{source}, frame {index}, line {Line}" : $"{source}, frame {index}";
}
