using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>
/// Reads a POSCAR or CONTCAR: comment, scale, three cell vectors, elements (VASP 5; in VASP 4 the comment names them),
/// counts, an optional line for selective dynamics, Direct or Cartesian, positions. What follows (velocities) is not read. In an XDATCAR
/// each frame's positions follow a line such as "Direct configuration= 3"; where the cell changes the lines before it come again.
/// </summary>
internal static class PoscarReader
{
    private static readonly IReadOnlyDictionary<string, string> NoInfo = new Dictionary<string, string>();

    /// <summary>Reads the one frame of a POSCAR, or those of an XDATCAR up to the first one at fault.</summary>
    public static IEnumerable<FrameResult> Read(LineSource lines)
    {
        Head? head = null;
        var isTrajectory = true;
        for (var index = 0; isTrajectory && (index == 0 || lines.SkipBlankLines()); index++)
        {
            var result = FrameResult.Of(lines.Source, index, place =>
            {
                if (head is null || !IsConfiguration(lines.PeekLine()))
                {
                    head = ReadHead(lines, place);
                }

                isTrajectory = IsConfiguration(lines.PeekLine());
                return ReadFrame(lines, place, head);
            });
            isTrajectory &= result.Fault is null;
            yield return result;
        }
    }

    /// <summary>Whether the lines to come look like a POSCAR: a scale on the second, three vectors after it.</summary>
    public static bool IsPoscar(LineSource lines) =>
        LeadingNumbers(lines.PeekLine(1)) is 1 or 3 && Enumerable.Range(2, 3).All(line => LeadingNumbers(lines.PeekLine(line)) == 3);

    private static int LeadingNumbers(string? line) => NumberText.Words(line ?? "").TakeWhile(word => NumberText.TryParse(word, out _)).Count();

    private static bool IsConfiguration(string? line) =>
        line is not null && NumberText.Words(line) is [var first, var second, ..]
        && (first.StartsWith("Direct", StringComparison.OrdinalIgnoreCase) || first.StartsWith("Cartesian", StringComparison.OrdinalIgnoreCase))
        && second.StartsWith("configuration", StringComparison.OrdinalIgnoreCase);

    private static Head ReadHead(LineSource lines, FramePlace place)
    {
        var comment = Next(lines, place, "the comment");
        var scale = ReadNumbers(lines, place, "the scale");
        double[] cell =
        [
            .. ReadTriple(lines, place, "cell vector a"),
            .. ReadTriple(lines, place, "cell vector b"),
            .. ReadTriple(lines, place, "cell vector c"),
        ];
        var factors = Factors(scale, cell);
        for (var i = 0; i < cell.Length; i++)
        {
            cell[i] *= factors[i % 3];
        }

        return new Head(cell, factors, ReadElements(lines, place, comment));
    }

    private static StructureFrame ReadFrame(LineSource lines, FramePlace place, Head head)
    {
        var (cell, factors, elements) = head;
        var isCartesian = ReadIsCartesian(lines, place);
        var atomicNumbers = new List<int>();
        var positions = new List<double>();
        foreach (var (atomicNumber, count) in elements)
        {
            for (var i = 0; i < count; i++)
            {
                var triple = ReadTriple(lines, place, $"the position of atom {atomicNumbers.Count}");
                atomicNumbers.Add(atomicNumber);
                for (var axis = 0; axis < 3; axis++)
                {
                    positions.Add(isCartesian
                        ? triple[axis] * factors[axis]
                        : (triple[0] * cell[axis]) + (triple[1] * cell[3 + axis]) + (triple[2] * cell[6 + axis]));
                }
            }
        }

        CheckEnd(lines, place, atomicNumbers.Count);
        return place.Frame([.. atomicNumbers], [.. positions], cell, PeriodicDirections.All, NoInfo);
    }

    /// <summary>One scale for all axes, the cell's volume with a minus sign, or one scale for each axis.</summary>
    private static double[] Factors(double[] scale, ReadOnlySpan<double> cell)
    {
        if (scale.Length == 3)
        {
            return scale.All(factor => factor > 0.0) ? scale : throw new InvalidInputException("three scale factors must be positive; correct line 2");
        }

        var factor = scale.Length == 1 ? scale[0] : throw new InvalidInputException("the scale is two numbers; give one or three on line 2");
        if (factor < 0.0)
        {
            var a = new Vector3Double(cell[0], cell[1], cell[2]);
            var b = new Vector3Double(cell[3], cell[4], cell[5]);
            var c = new Vector3Double(cell[6], cell[7], cell[8]);
            var volume = Math.Abs(a.Dot(b.Cross(c)));
            factor = volume > 0.0
                ? Math.Cbrt(-factor / volume)
                : throw new InvalidInputException("the lattice has zero volume, so it cannot be scaled to one; correct the cell vectors");
        }

        return factor > 0.0 ? [factor, factor, factor] : throw new InvalidInputException("the scale is zero; correct line 2");
    }

    private static List<(int AtomicNumber, int Count)> ReadElements(LineSource lines, FramePlace place, string comment)
    {
        var words = WordsBeforeRemark(Next(lines, place, "the elements"));
        string[] symbols;
        if (words.Length > 0 && NumberText.TryParse(words[0], out _))
        {
            symbols = SymbolsOfComment(comment, words.Length);
        }
        else
        {
            symbols = [.. words.Select(word => word.Split('/', '_')[0])];
            words = WordsBeforeRemark(Next(lines, place, "the numbers of atoms"));
        }

        if (words.Length != symbols.Length || words.Length == 0)
        {
            throw new InvalidInputException($"{Counted.Of(words.Length, "number of atoms", "numbers of atoms")} for {Counted.Of(symbols.Length, "element")}; give one for each");
        }

        var elements = new List<(int AtomicNumber, int Count)>();
        for (var i = 0; i < words.Length; i++)
        {
            elements.Add(NumberText.TryParseCount(words[i], out var count)
                ? (ElementLabel.OfAtomName(symbols[i]), count)
                : throw new InvalidInputException($"number of atoms '{words[i]}' is not a count; correct it"));
        }

        return elements;
    }

    private static string[] WordsBeforeRemark(string line) => [.. NumberText.Words(line).TakeWhile(word => word[0] is not ('!' or '#'))];

    private static string[] SymbolsOfComment(string comment, int count)
    {
        var symbols = NumberText.Words(comment).Take(count).ToArray();
        return symbols.Length == count && symbols.All(symbol => ChemicalElement.TryGetAtomicNumber(symbol, out _))
            ? symbols
            : throw new InvalidInputException(
                "the elements are not named (VASP 4); put a line with their symbols before the numbers of atoms");
    }

    private static bool ReadIsCartesian(LineSource lines, FramePlace place)
    {
        var line = Next(lines, place, "'Direct' or 'Cartesian'").TrimStart();
        if (line is ['s' or 'S', ..])
        {
            line = Next(lines, place, "'Direct' or 'Cartesian'").TrimStart();
        }

        return line switch
        {
            ['c' or 'C' or 'k' or 'K', ..] => true,
            ['d' or 'D', ..] => false,
            _ => throw new InvalidInputException("expected 'Direct' or 'Cartesian' before the positions; add it"),
        };
    }

    private static void CheckEnd(LineSource lines, FramePlace place, int count)
    {
        if (lines.PeekLine() is { } line && NumberText.Words(line) is [var first, ..] && NumberText.TryParse(first, out _))
        {
            place.Line = lines.LineNumber + 1;
            throw new InvalidInputException($"another position follows where {Counted.Of(count, "atom")} {(count == 1 ? "is" : "are")} announced; correct the numbers of atoms");
        }
    }

    private static double[] ReadTriple(LineSource lines, FramePlace place, string what)
    {
        var triple = ReadNumbers(lines, place, what);
        return triple.Length == 3 ? triple : throw new InvalidInputException($"{what} needs three numbers but has {triple.Length}; correct it");
    }

    /// <summary>The leading numbers of a line, one to three; what follows is a remark.</summary>
    private static double[] ReadNumbers(LineSource lines, FramePlace place, string what)
    {
        var words = NumberText.Words(Next(lines, place, what));
        if (words.Length == 0)
        {
            throw new InvalidInputException($"{what} is missing; add it");
        }

        NumberText.Parse(words[0], what);
        return [.. words.Take(3).TakeWhile(word => NumberText.TryParse(word, out _)).Select(word => NumberText.Parse(word, what))];
    }

    private static string Next(LineSource lines, FramePlace place, string what)
    {
        var line = lines.ReadLine();
        place.Line = lines.LineNumber;
        return line ?? throw new InvalidInputException($"the file ends before {what}; it is truncated: give it whole");
    }

    /// <summary>What stands before the positions.</summary>
    private sealed record Head(double[] Cell, double[] Factors, List<(int AtomicNumber, int Count)> Elements);
}
