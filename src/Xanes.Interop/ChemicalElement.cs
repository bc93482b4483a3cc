namespace Xanes.Interop;

/// <summary>Element symbols and atomic numbers, hydrogen (1) to oganesson (118).</summary>
public static class ChemicalElement
{
    private static readonly string[] Symbols =
        ("H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr " +
         "Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu " +
         "Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr " +
         "Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og").Split(' ');

    private static readonly Dictionary<string, int> Numbers =
        Symbols.Select((symbol, index) => (symbol, index)).ToDictionary(pair => pair.symbol, pair => pair.index + 1);

    /// <summary>The largest atomic number known here.</summary>
    public static int MaxAtomicNumber => Symbols.Length;

    /// <summary>The symbol of an atomic number.</summary>
    /// <exception cref="InvalidInputException">There is no such element.</exception>
    public static string Symbol(int atomicNumber) =>
        IsKnown(atomicNumber)
            ? Symbols[atomicNumber - 1]
            : throw new InvalidInputException($"atomic number {atomicNumber} is not an element; use 1 (H) to {MaxAtomicNumber} (Og)");

    /// <summary>The atomic number of a symbol, spelled as in the periodic table (<c>Ag</c>).</summary>
    /// <exception cref="InvalidInputException">There is no such element.</exception>
    public static int AtomicNumber(string symbol) =>
        TryGetAtomicNumber(symbol, out var atomicNumber)
            ? atomicNumber
            : throw new InvalidInputException($"'{symbol}' is not an element; use a symbol of the periodic table, such as O, Si or Fe");

    /// <summary>Looks a symbol up; the case of its letters does not matter.</summary>
    public static bool TryGetAtomicNumber(string symbol, out int atomicNumber)
    {
        atomicNumber = 0;
        if (symbol.Length is 0 or > 2)
        {
            return false;
        }

        var spelled = char.ToUpperInvariant(symbol[0]) + symbol[1..].ToLowerInvariant();
        return Numbers.TryGetValue(spelled, out atomicNumber);
    }

    /// <summary>Whether an atomic number is that of an element.</summary>
    public static bool IsKnown(int atomicNumber) => atomicNumber >= 1 && atomicNumber <= MaxAtomicNumber;
}
