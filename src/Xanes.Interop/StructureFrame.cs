namespace Xanes.Interop;

/// <summary>One structure of a file.</summary>
/// <param name="Source">The file it came from, for messages.</param>
/// <param name="Index">The 0-based number of the frame in its file.</param>
/// <param name="Structure">The atoms.</param>
/// <param name="Info">What the frame's comment line says besides: key and value (extxyz).</param>
public sealed record StructureFrame(string Source, int Index, AtomicStructure Structure, IReadOnlyDictionary<string, string> Info)
{
    /// <summary>The place of the frame for messages.</summary>
    public string Place => $"{Source}, frame {Index}";
}
