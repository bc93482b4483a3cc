using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Import;

/// <summary>What an FDMNES input says of its atoms and its output.</summary>
/// <param name="Structure">The atoms of Molecule or Crystal.</param>
/// <param name="Absorber">The 0-based absorber; null where it is named by its element.</param>
/// <param name="OutputBase">What the names of the output files begin with.</param>
internal sealed record FdmnesInputText(AtomicStructure Structure, int? Absorber, string OutputBase)
{
    private const PeriodicDirections AllDirections = PeriodicDirections.A | PeriodicDirections.B | PeriodicDirections.C;

    /// <summary>Reads an input.</summary>
    /// <exception cref="InvalidInputException">It has neither Molecule nor Crystal with a cell and rows of atomic number and coordinates.</exception>
    public static FdmnesInputText Parse(string text, string path)
    {
        var lines = text.Split('\n').Select(line => line.Split('!')[0].Trim()).Where(line => line.Length > 0).ToArray();
        var isCrystal = After(lines, "crystal") is not null;
        var rows = (After(lines, "crystal") ?? After(lines, "molecule") ?? []).Select(Numbers).TakeWhile(row => row.Length >= 3).ToArray();
        if (rows.Length < 2 || rows[0].Length < 6 || rows.Skip(1).Any(row => row.Length < 4))
        {
            throw new InvalidInputException($"{path}: has no Molecule or Crystal with a cell and rows 'Z x y z'; give the structure as a file of its own");
        }

        var cell = CifCell.Of(rows[0].AsSpan(0, 3), rows[0].AsSpan(3, 3));
        var structure = new AtomicStructure(
            [.. rows.Skip(1).Select(row => (int)row[0])],
            [.. rows.Skip(1).SelectMany(row => Coordinates(cell.Position(new Vector3Double(row[1], row[2], row[3]))))],
            isCrystal ? cell.Vectors : [],
            isCrystal ? AllDirections : PeriodicDirections.None);
        var absorber = After(lines, "absorber") is { } following && Numbers(following.First()) is [var number, ..] ? (int)number - 1 : (int?)null;
        return absorber is null or >= 0 && !(absorber >= structure.Count)
            ? new FdmnesInputText(structure, absorber, After(lines, "filout")?.FirstOrDefault() ?? Fdmnes.FdmnesInput.OutputBase)
            : throw new InvalidInputException($"{path}: Absorber {absorber + 1} is none of its atoms, 1 to {structure.Count}");
    }

    private static IEnumerable<string>? After(string[] lines, string keyword)
    {
        var place = Array.FindIndex(lines, line => line.Equals(keyword, StringComparison.OrdinalIgnoreCase));
        return place >= 0 && place + 1 < lines.Length ? lines.Skip(place + 1) : null;
    }

    private static double[] Coordinates(Vector3Double position) => [position.X, position.Y, position.Z];

    private static double[] Numbers(string line)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var numbers = new List<double>();
        foreach (var word in words)
        {
            if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                break;
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }
}
