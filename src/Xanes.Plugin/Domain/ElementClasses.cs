using Xanes.Interop;

namespace Xanes.Plugin.Domain;

/// <summary>
/// The elements that a domain tells apart: up to 32 are a class each; where more are listed, those of one part of the periodic table
/// are one class. So a domain's size has a bound, however many elements a model knows.
/// </summary>
internal sealed class ElementClasses
{
    /// <summary>The largest number of classes.</summary>
    public const int Most = 32;

    private static readonly string[] Parts =
        ["H", "light non-metal", "non-metal", "s-metal", "p-metal", "3d-metal", "4d-or-5d-metal", "f-metal"];

    private readonly int[] _classOf;

    /// <summary>Sorts the elements into classes.</summary>
    /// <param name="symbols">The symbols of the species, in the descriptor's order.</param>
    public ElementClasses(IReadOnlyList<string> symbols)
    {
        AreElements = symbols.Count <= Most;
        var names = AreElements ? symbols : [.. symbols.Select(PartOf)];
        Names = [.. names.Distinct()];
        _classOf = [.. names.Select(name => Names.ToList().IndexOf(name))];
    }

    /// <summary>Whether each class is one element.</summary>
    public bool AreElements { get; }

    /// <summary>What each class is called: the element's symbol, or the part of the periodic table.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The number of classes.</summary>
    public int Count => Names.Count;

    /// <summary>The number of species.</summary>
    public int SpeciesCount => _classOf.Length;

    /// <summary>The class of a species.</summary>
    public int Of(int species) => _classOf[species];

    /// <summary>The names of the classes whose bit is set.</summary>
    public IEnumerable<string> NamesOf(uint mask) => Names.Where((_, kind) => (mask & (1u << kind)) != 0);

    /// <summary>The names of pairs of classes, in the order 0-0, 0-1, ..., 1-1, ...</summary>
    public IEnumerable<string> PairNames => Names.SelectMany((first, index) => Names.Skip(index).Select(second => $"{first}-{second}"));

    private static string PartOf(string symbol) => Parts[ChemicalElement.AtomicNumber(symbol) switch
    {
        1 => 0,
        >= 5 and <= 9 => 1,
        2 or 10 or >= 15 and <= 18 or >= 33 and <= 36 or >= 52 and <= 54 or 85 or 86 => 2,
        3 or 4 or 11 or 12 or 19 or 20 or 37 or 38 or 55 or 56 or 87 or 88 => 3,
        13 or 14 or 31 or 32 or >= 49 and <= 51 or >= 81 and <= 84 => 4,
        >= 21 and <= 30 => 5,
        >= 57 and <= 71 or >= 89 and <= 103 => 7,
        _ => 6,
    }];
}
