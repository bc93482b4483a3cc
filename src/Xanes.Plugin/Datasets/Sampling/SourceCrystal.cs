using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>A structure that clusters are cut from, with its inequivalent absorbers.</summary>
/// <param name="Name">Its name: the group of its clusters.</param>
/// <param name="Structure">The atoms.</param>
/// <param name="Absorbers">The 0-based index of one absorber of each kind of surroundings.</param>
public sealed record SourceCrystal(string Name, AtomicStructure Structure, IReadOnlyList<int> Absorbers)
{
    /// <summary>Reads all frames of files.</summary>
    /// <param name="files">Structure files.</param>
    /// <param name="absorber">The absorbing element; a frame's own <c>absorber=I</c> goes before it.</param>
    /// <param name="signature">Tells surroundings apart.</param>
    /// <exception cref="InvalidInputException">A file is missing or damaged, or a frame has no absorber.</exception>
    public static IEnumerable<SourceCrystal> ReadAll(IEnumerable<string> files, int absorber, DescriptorSignature signature) =>
        files.SelectMany(file => StructureReader.Read(file).Select(frame => Of(file, frame, absorber, signature)));

    private static SourceCrystal Of(string file, StructureFrame frame, int absorber, DescriptorSignature signature)
    {
        try
        {
            var selection = frame.Info.TryGetValue("absorber", out var text) ? AbsorberSelection.Parse(text) : AbsorberSelection.Element(absorber);
            var seen = new HashSet<string>();
            var absorbers = selection.Resolve(frame.Structure).Where(atom => seen.Add(signature.Of(frame.Structure, atom))).ToArray();
            return new SourceCrystal(frame.Info.GetValueOrDefault("group") ?? Path.GetFileNameWithoutExtension(file), frame.Structure, absorbers);
        }
        catch (InvalidInputException fault)
        {
            throw fault.At(frame.Place);
        }
    }
}
