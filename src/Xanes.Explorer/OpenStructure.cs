using System.Globalization;
using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>A structure that is explored.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Structure">The atoms.</param>
/// <param name="Absorber">The absorbers that the file names; null where it names none.</param>
internal sealed record OpenStructure(string Name, AtomicStructure Structure, AbsorberSelection? Absorber)
{
    /// <summary>Reads the first structure of a file.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static OpenStructure Read(IXanesPlugin plugin, string path)
    {
        var frame = plugin.ReadStructures(path).FirstOrDefault() ?? throw new InvalidInputException($"{path}: holds no structure");
        var absorber = frame.Info.TryGetValue("absorber", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? AbsorberSelection.Index(index)
            : null;
        return new OpenStructure(Path.GetFileName(path), frame.Structure, absorber);
    }

    /// <summary>The chemical formula, such as Ag4O2.</summary>
    public string Formula => string.Concat(Structure.AtomicNumbers.ToArray().CountBy(number => number).OrderByDescending(pair => pair.Key)
        .Select(pair => ChemicalElement.Symbol(pair.Key) + (pair.Value == 1 ? "" : pair.Value.ToString(CultureInfo.InvariantCulture))));
}
