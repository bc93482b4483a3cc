using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>
/// Reads xyz and extended xyz frame by frame: a line with the number of atoms, a comment line, one line an atom. A line that
/// holds one whole number and nothing else can only begin a frame, so reading finds its way again after a bad frame.
/// </summary>
internal static class XyzReader
{
    private static readonly string[] AxisNames = ["position x", "position y", "position z"];

    /// <summary>Reads the frames as they are asked for.</summary>
    public static IEnumerable<FrameResult> Read(LineSource lines)
    {
        for (var index = 0; lines.SkipBlankLines(); index++)
        {
            yield return FrameResult.Of(lines.Source, index, place => ReadFrame(lines, place));
        }
    }

    /// <summary>Whether a line can begin a frame.</summary>
    public static bool IsAtomCount(string line) => NumberText.TryParseCount(line.AsSpan().Trim(), out _);

    private static StructureFrame ReadFrame(LineSource lines, FramePlace place)
    {
        var first = lines.ReadLine()!;
        var firstLine = place.Line = lines.LineNumber;
        if (!NumberText.TryParseCount(first.AsSpan().Trim(), out var announced))
        {
            SkipToNextFrame(lines);
            throw new InvalidInputException($"'{Shortened(first)}' should be the number of atoms that begins a frame; mend it");
        }

        if (lines.ReadLine() is not { } comment)
        {
            throw new InvalidInputException("the file ends after the number of atoms; it is truncated: give it whole");
        }

        var atoms = new List<string>();
        while (atoms.Count < announced && lines.PeekLine() is { } line && !IsAtomCount(line))
        {
            atoms.Add(lines.ReadLine()!);
        }

        if (atoms.Count < announced)
        {
            var found = atoms.Count(line => !string.IsNullOrWhiteSpace(line));
            throw new InvalidInputException(lines.PeekLine() is null
                ? $"{announced} atoms are announced, but the file ends after {found}; it is truncated or the number is wrong: give it whole"
                : $"{announced} atoms are announced, but line {lines.LineNumber + 1} begins another frame after {found}; mend the number");
        }

        if (lines.SkipBlankLines() && !IsAtomCount(lines.PeekLine()!))
        {
            var extra = lines.LineNumber + 1;
            SkipToNextFrame(lines);
            throw new InvalidInputException(
                $"{announced} atoms are announced, but line {extra} goes on instead of beginning another frame; mend the number of atoms");
        }

        return Parse(comment, atoms, firstLine + 1, place);
    }

    private static void SkipToNextFrame(LineSource lines)
    {
        while (lines.PeekLine() is { } line && !IsAtomCount(line))
        {
            lines.ReadLine();
        }
    }

    private static StructureFrame Parse(string comment, List<string> atoms, int commentLine, FramePlace place)
    {
        place.Line = commentLine;
        var info = XyzComment.Parse(comment);
        var cell = Take(info, "Lattice") is { } lattice ? ParseLattice(lattice) : [];
        var periodic = Take(info, "pbc") is { } flags ? ParsePeriodic(flags)
            : cell.Length > 0 ? PeriodicDirections.All
            : PeriodicDirections.None;
        var columns = Take(info, "Properties") is { } properties ? XyzColumns.Parse(properties) : XyzColumns.Plain;

        var atomicNumbers = new int[atoms.Count];
        var positions = new double[3 * atoms.Count];
        var words = new Range[columns.Count + 1];
        for (var atom = 0; atom < atoms.Count; atom++)
        {
            place.Line = commentLine + 1 + atom;
            var line = atoms[atom].AsSpan();
            SplitWords(line, words, columns);
            atomicNumbers[atom] = ElementLabel.OfAtomName(line[words[columns.Element]].ToString());
            for (var axis = 0; axis < 3; axis++)
            {
                positions[(3 * atom) + axis] = NumberText.Parse(line[words[columns.Position + axis]], AxisNames[axis]);
            }
        }

        return place.Frame(atomicNumbers, positions, cell, periodic, info);
    }

    private static void SplitWords(ReadOnlySpan<char> line, Span<Range> words, XyzColumns columns)
    {
        var found = line.SplitAny(words, " \t", StringSplitOptions.RemoveEmptyEntries);
        if (found < columns.Count || (found > columns.Count && columns.IsExact))
        {
            throw new InvalidInputException(columns.IsExact
                ? $"an atom's line has {(found < columns.Count ? found : "more")} columns where Properties names {columns.Count}; mend one of them"
                : $"an atom's line needs an element and x, y, z, but has {found} columns; mend it");
        }
    }

    private static string? Take(Dictionary<string, string> info, string name)
    {
        var key = info.Keys.FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase));
        return key is not null && info.Remove(key, out var value) ? value : null;
    }

    private static double[] ParseLattice(string text)
    {
        var words = ListItems(text);
        return words.Length == 9
            ? [.. words.Select(word => NumberText.Parse(word, "Lattice component"))]
            : throw new InvalidInputException($"Lattice has {words.Length} numbers; give the 9 components of the three cell vectors in Å");
    }

    private static PeriodicDirections ParsePeriodic(string text)
    {
        var flags = ListItems(text).Select(word => word.ToLowerInvariant() switch
        {
            "t" or "true" or "1" => true,
            "f" or "false" or "0" => false,
            _ => throw new InvalidInputException($"pbc has '{word}'; write three of T and F, such as pbc=\"T T F\""),
        }).ToArray();
        return flags.Length switch
        {
            1 => flags[0] ? PeriodicDirections.All : PeriodicDirections.None,
            3 => (flags[0] ? PeriodicDirections.A : 0) | (flags[1] ? PeriodicDirections.B : 0) | (flags[2] ? PeriodicDirections.C : 0),
            _ => throw new InvalidInputException($"pbc has {flags.Length} values; write three of T and F, such as pbc=\"T T F\""),
        };
    }

    private static string[] ListItems(string text) => text.Split([' ', '\t', ',', '[', ']', '{', '}'], StringSplitOptions.RemoveEmptyEntries);

    private static string Shortened(string text) => text.Length <= 40 ? text.Trim() : text[..40].Trim() + "...";
}
