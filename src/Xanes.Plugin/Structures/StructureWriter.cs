using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Files;

namespace Xanes.Plugin.Structures;

/// <summary>Writes structures as extended xyz, one frame each; positions and cells read back as the same numbers.</summary>
public static class StructureWriter
{
    private static readonly string[] ReservedKeys = ["Lattice", "pbc", "Properties"];

    /// <summary>Writes a file of frames under a temporary name in the same folder, then renames it.</summary>
    /// <param name="path">The file; replaced where there is one.</param>
    /// <param name="frames">Structures with their info, written as they come.</param>
    /// <exception cref="InvalidInputException">An info key or value that the format cannot hold.</exception>
    /// <exception cref="XanesException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<(AtomicStructure Structure, IReadOnlyDictionary<string, string> Info)> frames)
    {
        try
        {
            DurableFile.Write(path, stream =>
            {
                using var text = new StreamWriter(stream);
                foreach (var (structure, info) in frames)
                {
                    Write(text, structure, info);
                }
            });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new XanesException($"{path}: cannot be written ({fault.Message}); check the folder", fault);
        }
    }

    /// <summary>Writes one frame.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="structure">The atoms.</param>
    /// <param name="info">Keys and values for the comment line.</param>
    /// <exception cref="InvalidInputException">An info key or value that the format cannot hold.</exception>
    public static void Write(TextWriter text, AtomicStructure structure, IReadOnlyDictionary<string, string> info)
    {
        text.Write(structure.Count.ToString(CultureInfo.InvariantCulture));
        text.Write('\n');
        text.Write(Comment(structure, info));
        text.Write('\n');
        for (var atom = 0; atom < structure.Count; atom++)
        {
            var position = structure.Position(atom);
            text.Write($"{ChemicalElement.Symbol(structure.AtomicNumbers[atom]),-2} {Number(position.X),22} {Number(position.Y),22} {Number(position.Z),22}\n");
        }
    }

    private static string Comment(AtomicStructure structure, IReadOnlyDictionary<string, string> info)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        if (!structure.Cell.IsEmpty)
        {
            pairs.Add(new("Lattice", string.Join(' ', structure.Cell.ToArray().Select(Number))));
        }

        pairs.Add(new("Properties", "species:S:1:pos:R:3"));
        pairs.Add(new("pbc", string.Join(' ', new[] { PeriodicDirections.A, PeriodicDirections.B, PeriodicDirections.C }
            .Select(direction => structure.Periodic.HasFlag(direction) ? "T" : "F"))));
        pairs.AddRange(info.Select(Checked));
        return XyzComment.Format(pairs);
    }

    private static KeyValuePair<string, string> Checked(KeyValuePair<string, string> pair)
    {
        if (pair.Key.Length == 0
            || !pair.Key.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.')
            || ReservedKeys.Contains(pair.Key, StringComparer.OrdinalIgnoreCase))
        {
            throw new InvalidInputException($"info key '{pair.Key}' cannot stand in an extended xyz file; use letters, digits, _, - and .");
        }

        return pair.Value.Any(char.IsControl)
            ? throw new InvalidInputException($"info '{pair.Key}' holds a line end or control character; remove it")
            : pair;
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
