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
        var draft = new XyzDraft();
        for (var index = 0; lines.SkipBlankLines(); index++)
        {
            yield return FrameResult.Of(lines.Source, index, place => ReadFrame(lines, place, draft));
        }
    }

    /// <summary>Whether a line can begin a frame.</summary>
    public static bool IsAtomCount(ReadOnlySpan<char> line) => NumberText.TryParseCount(line.Trim(), out _);

    private static StructureFrame ReadFrame(LineSource lines, FramePlace place, XyzDraft draft)
    {
        lines.TryRead(out var first);
        var firstLine = place.Line = lines.LineNumber;
        if (!NumberText.TryParseCount(lines.Text(first).Trim(), out var announced))
        {
            var found = Shortened(lines.Text(first));
            SkipToNextFrame(lines);
            throw new InvalidInputException($"'{found}' should be the number of atoms that begins a frame; correct it");
        }

        if (lines.ReadLine() is not { } comment)
        {
            throw new InvalidInputException("the file ends after the number of atoms; it is truncated: give it whole");
        }

        lines.Hold();
        try
        {
            ReadAtomLines(lines, announced, draft.Lines);
            return Parse(comment, lines, draft, firstLine + 1, place);
        }
        finally
        {
            lines.Release();
        }
    }

    /// <summary>Takes a frame's atom lines together, so that a frame of another length is told before any of its lines is.</summary>
    private static void ReadAtomLines(LineSource lines, int announced, List<TextLine> atoms)
    {
        atoms.Clear();
        while (atoms.Count < announced && lines.TryPeek(0, out var line) && !IsAtomCount(lines.Text(line)))
        {
            lines.TryRead(out _);
            atoms.Add(line);
        }

        if (atoms.Count < announced)
        {
            var found = atoms.Count(line => !lines.Text(line).IsWhiteSpace());
            throw new InvalidInputException(lines.PeekLine() is null
                ? $"{Announced(announced)} announced, but the file ends after {found}; it is truncated or the number is wrong: give it whole"
                : $"{Announced(announced)} announced, but line {lines.LineNumber + 1} begins another frame after {found}; correct the number");
        }

        if (lines.SkipBlankLines() && !IsAtomCount(lines.PeekLine()))
        {
            var extra = lines.LineNumber + 1;
            SkipToNextFrame(lines);
            throw new InvalidInputException(
                $"{Announced(announced)} announced, but line {extra} goes on instead of beginning another frame; correct the number of atoms");
        }
    }

    private static string Announced(int count) => $"{Counted.Of(count, "atom")} {(count == 1 ? "is" : "are")}";

    private static void SkipToNextFrame(LineSource lines)
    {
        while (lines.TryPeek(0, out var line) && !IsAtomCount(lines.Text(line)))
        {
            lines.TryRead(out _);
        }
    }

    private static StructureFrame Parse(string comment, LineSource lines, XyzDraft draft, int commentLine, FramePlace place)
    {
        place.Line = commentLine;
        var info = XyzComment.Parse(comment);
        var cell = Take(info, "Lattice") is { } lattice ? ParseLattice(lattice) : [];
        var periodic = Take(info, "pbc") is { } flags ? ParsePeriodic(flags)
            : cell.Length > 0 ? PeriodicDirections.All
            : PeriodicDirections.None;
        var columns = Take(info, "Properties") is { } properties ? draft.Columns(properties) : XyzColumns.Plain;

        var atoms = draft.Lines.Count;
        var (atomicNumbers, positions) = draft.Arrays(atoms);
        var words = draft.Words(columns.Count);
        for (var atom = 0; atom < atoms; atom++)
        {
            place.Line = commentLine + 1 + atom;
            var line = lines.Text(draft.Lines[atom]);
            SplitWords(line, words, columns);
            atomicNumbers[atom] = ElementLabel.OfAtomName(line[words[columns.Element]]);
            for (var axis = 0; axis < 3; axis++)
            {
                positions[(3 * atom) + axis] = NumberText.Parse(line[words[columns.Position + axis]], AxisNames[axis]);
            }
        }

        return place.Frame(atomicNumbers.AsSpan(0, atoms), positions.AsSpan(0, 3 * atoms), cell, periodic, info);
    }

    /// <summary>Finds the words that blanks and tabs part.</summary>
    private static void SplitWords(ReadOnlySpan<char> line, Range[] words, XyzColumns columns)
    {
        var (found, at) = (0, 0);
        while (true)
        {
            while (at < line.Length && line[at] is ' ' or '\t')
            {
                at++;
            }

            if (at == line.Length || found == columns.Count)
            {
                break;
            }

            var start = at;
            while (at < line.Length && line[at] is not (' ' or '\t'))
            {
                at++;
            }

            words[found++] = start..at;
        }

        if (found < columns.Count || (at < line.Length && columns.IsExact))
        {
            throw new InvalidInputException(columns.IsExact
                ? $"an atom's line has {(found < columns.Count ? Counted.Of(found, "column") : "more columns")} where Properties names {columns.Count}; correct one of them"
                : $"an atom's line needs an element and x, y, z, but has {Counted.Of(found, "column")}; correct it");
        }
    }

    private static string? Take(Dictionary<string, string> info, string name)
    {
        foreach (var key in info.Keys)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                info.Remove(key, out var value);
                return value;
            }
        }

        return null;
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

    private static string Shortened(ReadOnlySpan<char> text) =>
        text.Length <= 40 ? text.Trim().ToString() : string.Concat(text[..40].Trim(), "...");
}
