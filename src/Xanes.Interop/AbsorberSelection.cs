using System.Globalization;

namespace Xanes.Interop;

/// <summary>Which atoms absorb: one by its 0-based index, all of an element, or all.</summary>
public sealed record AbsorberSelection
{
    private AbsorberSelection(int? index, int? atomicNumber)
    {
        AtomIndex = index;
        AtomicNumber = atomicNumber;
    }

    /// <summary>Every atom of the structure.</summary>
    public static AbsorberSelection All { get; } = new(null, null);

    /// <summary>The 0-based index of the one absorber, where it is given by index.</summary>
    public int? AtomIndex { get; }

    /// <summary>The atomic number of the absorbers, where they are given by element.</summary>
    public int? AtomicNumber { get; }

    /// <summary>The atom with this 0-based index.</summary>
    public static AbsorberSelection Index(int index) => new(index, null);

    /// <summary>All atoms of the element with this atomic number.</summary>
    public static AbsorberSelection Element(int atomicNumber) => new(null, atomicNumber);

    /// <summary>Reads a selection: an index (<c>0</c>), an element symbol (<c>Ag</c>) or <c>all</c>.</summary>
    /// <exception cref="InvalidInputException">It is none of these.</exception>
    public static AbsorberSelection Parse(string text)
    {
        if (text.Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            return All;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
        {
            return Index(index);
        }

        return ChemicalElement.TryGetAtomicNumber(text, out var atomicNumber)
            ? Element(atomicNumber)
            : throw new InvalidInputException($"absorber '{text}' is unknown; use an atom's 0-based index, an element symbol or 'all'");
    }

    /// <summary>The atomic numbers of the atoms that may absorb: the selected ones, else all of the structure, by number.</summary>
    /// <param name="structure">The structure.</param>
    /// <param name="selection">The absorbers; null or <see cref="All"/> where any atom may be one.</param>
    public static int[] Elements(AtomicStructure structure, AbsorberSelection? selection = null) => selection switch
    {
        { AtomicNumber: { } element } => [element],
        { AtomIndex: { } index } when index >= 0 && index < structure.Count => [structure.AtomicNumbers[index]],
        _ => [.. structure.AtomicNumbers.ToArray().Distinct().Order()],
    };

    /// <summary>The 0-based indices of the selected atoms, in the structure's order.</summary>
    /// <exception cref="InvalidInputException">The structure has no such atom.</exception>
    public int[] Resolve(AtomicStructure structure)
    {
        if (AtomIndex is { } index)
        {
            return index >= 0 && index < structure.Count
                ? [index]
                : throw new InvalidInputException(
                    $"no absorber with index {index}: the structure has {structure.Count} {(structure.Count == 1 ? "atom" : "atoms")}, 0 to {structure.Count - 1}");
        }

        var selected = new List<int>();
        for (var i = 0; i < structure.Count; i++)
        {
            if (AtomicNumber is null || structure.AtomicNumbers[i] == AtomicNumber)
            {
                selected.Add(i);
            }
        }

        return selected.Count > 0
            ? [.. selected]
            : throw new InvalidInputException(
                $"no absorber: the structure has no {ChemicalElement.Symbol(AtomicNumber!.Value)} atom; choose one with the absorber option");
    }

    /// <summary>The selection as <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        AtomIndex?.ToString(CultureInfo.InvariantCulture) ?? (AtomicNumber is { } z ? ChemicalElement.Symbol(z) : "all");
}
