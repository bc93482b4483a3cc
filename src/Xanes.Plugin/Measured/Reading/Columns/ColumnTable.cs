using Xanes.Interop;

namespace Xanes.Plugin.Measured.Reading.Columns;

/// <summary>The numbers of a column file and the lines above them.</summary>
/// <param name="Header">The lines above the numbers.</param>
/// <param name="Rows">The numbers, line by line, equally many in each.</param>
/// <param name="Dialect">How they are written.</param>
internal sealed record ColumnTable(IReadOnlyList<string> Header, IReadOnlyList<double[]> Rows, ColumnDialect Dialect)
{
    /// <summary>Lines of equally many numbers in a row that make the beginning of the data.</summary>
    private const int FewestRowsTogether = 5;

    /// <summary>The number of columns.</summary>
    public int Columns => Rows[0].Length;

    /// <summary>One column, [n].</summary>
    public double[] Column(int index) => [.. Rows.Select(row => row[index])];

    /// <summary>Finds the numbers in a text.</summary>
    /// <exception cref="InvalidInputException">There are none, or a line among them does not fit.</exception>
    public static ColumnTable Parse(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            lines.Add(line.ToString());
        }

        (ColumnDialect Dialect, int First, int Columns, int Length)? best = null;
        foreach (var dialect in ColumnDialect.All)
        {
            if (LongestRun(lines, dialect) is { } run && run.Length > (best?.Length ?? 0))
            {
                best = (dialect, run.First, run.Columns, run.Length);
            }
        }

        if (best is not { Length: >= FewestRowsTogether } block)
        {
            throw new InvalidInputException("has no columns of numbers; give an XDI file, an Athena project or two or more columns of numbers");
        }

        return new ColumnTable(lines[..block.First], RowsFrom(lines, block.First, block.Columns, block.Dialect), block.Dialect);
    }

    /// <summary>The first run of lines that may be data and the length of the longest one with as many columns.</summary>
    private static (int First, int Columns, int Length)? LongestRun(List<string> lines, ColumnDialect dialect)
    {
        var runs = new List<(int First, int Columns, int Length)>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (ColumnDialect.IsComment(lines[i]) || dialect.Numbers(lines[i]) is not { } numbers)
            {
                continue;
            }

            if (runs.Count > 0 && runs[^1].Columns == numbers.Length && runs[^1].First + runs[^1].Length == i)
            {
                runs[^1] = runs[^1] with { Length = runs[^1].Length + 1 };
            }
            else
            {
                runs.Add((i, numbers.Length, 1));
            }
        }

        if (runs.Count == 0)
        {
            return null;
        }

        var longest = runs.MaxBy(run => run.Length);
        var first = runs.First(run => run.Columns == longest.Columns && run.Length >= Math.Min(FewestRowsTogether, longest.Length));
        return longest with { First = first.First };
    }

    private static List<double[]> RowsFrom(List<string> lines, int first, int columns, ColumnDialect dialect)
    {
        var rows = new List<double[]>();
        for (var i = first; i < lines.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]) || ColumnDialect.IsComment(lines[i]))
            {
                continue;
            }

            if (dialect.Numbers(lines[i]) is not { } numbers || numbers.Length != columns)
            {
                throw new InvalidInputException(
                    $"line {i + 1}: is not {columns} numbers as the lines before it; correct or remove it, or mark it as a comment with #");
            }

            if (rows.Count == MeasuredSpectrum.MostPoints)
            {
                throw new InvalidInputException($"line {i + 1}: more than {MeasuredSpectrum.MostPoints} points; rebin the spectrum");
            }

            rows.Add(numbers);
        }

        return rows;
    }
}
