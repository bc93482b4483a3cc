using Xanes.Interop;
using Xanes.Plugin.Fdmnes;
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
    /// <param name="protocol">Its absorber and elements; a frame's own <c>absorber=I</c> goes before the absorber.</param>
    /// <param name="signature">Tells surroundings apart.</param>
    /// <exception cref="InvalidInputException">A file is missing or damaged, or a frame has no absorber or an element that the protocol does not list.</exception>
    public static IEnumerable<SourceCrystal> ReadAll(IEnumerable<string> files, FdmnesProtocol protocol, DescriptorSignature signature) =>
        files.SelectMany(file => StructureReader.Read(file).Select(frame => Of(file, frame, protocol, signature)));

    private static SourceCrystal Of(string file, StructureFrame frame, FdmnesProtocol protocol, DescriptorSignature signature)
    {
        try
        {
            for (var atom = 0; atom < frame.Structure.Count; atom++)
            {
                protocol.CheckElement(frame.Structure, atom);
            }

            var selection = frame.Info.TryGetValue("absorber", out var text) ? AbsorberSelection.Parse(text) : AbsorberSelection.Element(protocol.Absorber);
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
