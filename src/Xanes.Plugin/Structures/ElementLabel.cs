using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>The element that a label of an atom stands for: a symbol, an atomic number, or a symbol with a suffix.</summary>
internal static class ElementLabel
{
    /// <summary>The atomic numbers of symbols as they are spelled: 27 for each first letter, the one without a second first; 0 for none.</summary>
    private static readonly byte[] Spelled = SpelledSymbols();

    /// <summary>Reads an atom's name in an xyz file: <c>Ag</c>, <c>47</c> or <c>Ag1</c>.</summary>
    /// <exception cref="InvalidInputException">It is no element, or could be two.</exception>
    public static int OfAtomName(ReadOnlySpan<char> text)
    {
        var place = text.Length switch
        {
            1 when char.IsAsciiLetterUpper(text[0]) => 27 * (text[0] - 'A'),
            2 when char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterLower(text[1]) => (27 * (text[0] - 'A')) + 1 + text[1] - 'a',
            _ => -1,
        };
        return place >= 0 && Spelled[place] > 0 ? Spelled[place] : OfAtomName(text.ToString());
    }

    /// <summary>Reads an atom's name in an xyz file: <c>Ag</c>, <c>47</c> or <c>Ag1</c>.</summary>
    /// <exception cref="InvalidInputException">It is no element, or could be two.</exception>
    public static int OfAtomName(string text)
    {
        if (NumberText.TryParseCount(text, out var atomicNumber))
        {
            return ChemicalElement.IsKnown(atomicNumber) ? atomicNumber : throw Unknown(text);
        }

        var letters = text.TrimEnd("0123456789".ToCharArray());
        return letters.Length == text.Length || letters.Length > 2 ? OfSymbol(text, text) : OfLeadingLetters(letters, text);
    }

    /// <summary>Reads a CIF type symbol, an element with or without its charge: <c>Ag</c>, <c>Ag1+</c>, <c>O2-</c>.</summary>
    /// <exception cref="InvalidInputException">It is no element.</exception>
    public static int OfTypeSymbol(string text) => OfSymbol(text[..LeadingLetters(text)], text);

    /// <summary>Reads a CIF site label, which begins with the element's symbol: <c>Ag1</c>, <c>O2A</c>, <c>SiT</c>.</summary>
    /// <exception cref="InvalidInputException">It begins with no element, or with what could be two.</exception>
    public static int OfSiteLabel(string text) => OfLeadingLetters(text[..LeadingLetters(text)], text);

    private static int LeadingLetters(string text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiLetter(text[count]))
        {
            count++;
        }

        return count;
    }

    /// <summary>
    /// A lower-case second letter belongs to the symbol. An upper-case one may begin a suffix: where both readings are
    /// elements (CA1: calcium, or an alpha carbon), neither is taken.
    /// </summary>
    private static int OfLeadingLetters(string letters, string label)
    {
        if (letters.Length < 2)
        {
            return OfSymbol(letters, label);
        }

        var isPair = TryGetElement(letters[..2], out var pair);
        if (char.IsAsciiLetterLower(letters[1]))
        {
            return isPair ? pair : throw Unknown(label);
        }

        var isSingle = TryGetElement(letters[..1], out var single);
        return (isPair, isSingle) switch
        {
            (true, false) => pair,
            (false, true) => single,
            (true, true) => throw new InvalidInputException(
                $"'{label}' may be {ChemicalElement.Symbol(single)} or {ChemicalElement.Symbol(pair)}; give the bare element symbol"),
            _ => throw Unknown(label),
        };
    }

    private static byte[] SpelledSymbols()
    {
        var numbers = new byte[26 * 27];
        for (var number = 1; number <= ChemicalElement.MaxAtomicNumber; number++)
        {
            var symbol = ChemicalElement.Symbol(number);
            numbers[(27 * (symbol[0] - 'A')) + (symbol.Length > 1 ? 1 + symbol[1] - 'a' : 0)] = (byte)number;
        }

        return numbers;
    }

    private static int OfSymbol(string symbol, string label) =>
        TryGetElement(symbol, out var atomicNumber) ? atomicNumber : throw Unknown(label);

    /// <summary>D, deuterium, is hydrogen to X-rays.</summary>
    private static bool TryGetElement(string symbol, out int atomicNumber) =>
        ChemicalElement.TryGetAtomicNumber(symbol is "D" ? "H" : symbol, out atomicNumber);

    private static InvalidInputException Unknown(string label) =>
        new($"'{label}' is not an element; use a symbol of the periodic table, such as O, Si or Fe, or an atomic number");
}
