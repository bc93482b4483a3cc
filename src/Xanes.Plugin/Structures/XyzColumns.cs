using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>Which columns of an xyz frame's atom lines hold what.</summary>
/// <param name="Element">The column of the element's symbol or atomic number.</param>
/// <param name="Position">The first of the three columns of the position.</param>
/// <param name="Count">The number of columns that each line has at least.</param>
/// <param name="IsExact">Whether a line may have no more columns than these.</param>
internal sealed record XyzColumns(int Element, int Position, int Count, bool IsExact)
{
    private const int MostColumns = 10_000;

    /// <summary>The columns of plain xyz: symbol, x, y, z, and what may follow.</summary>
    public static XyzColumns Plain { get; } = new(0, 1, 4, false);

    /// <summary>Reads extended xyz's description of the columns, <c>species:S:1:pos:R:3</c>; as in ASE, Z goes before species.</summary>
    /// <exception cref="InvalidInputException">It is malformed, or names no element or no position.</exception>
    public static XyzColumns Parse(string properties)
    {
        var fields = properties.Split(':');
        if (fields.Length % 3 != 0)
        {
            throw new InvalidInputException($"Properties '{properties}' is not a chain of name:type:columns; write species:S:1:pos:R:3");
        }

        int? species = null;
        int? atomicNumber = null;
        int? position = null;
        var count = 0;
        for (var i = 0; i < fields.Length; i += 3)
        {
            var (name, type) = (fields[i], fields[i + 1]);
            if (type is not ("S" or "R" or "I" or "L")
                || !NumberText.TryParseCount(fields[i + 2], out var width)
                || width is 0 or > MostColumns
                || count + width > MostColumns)
            {
                throw new InvalidInputException(
                    $"Properties has '{name}:{type}:{fields[i + 2]}'; write a name, one of S, R, I, L, and a number of columns");
            }

            switch (name.ToLowerInvariant(), width)
            {
                case ("species", 1):
                    species = count;
                    break;
                case ("z", 1):
                    atomicNumber = count;
                    break;
                case ("pos", 3):
                    position = count;
                    break;
            }

            count += width;
        }

        return new XyzColumns(
            atomicNumber ?? species ?? throw new InvalidInputException("Properties names no element column; add species:S:1 or Z:I:1"),
            position ?? throw new InvalidInputException("Properties names no position columns; add pos:R:3"),
            count,
            true);
    }
}
