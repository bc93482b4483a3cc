using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>Two elements, in either order.</summary>
public readonly record struct ElementPair
{
    /// <summary>Takes two atomic numbers.</summary>
    public ElementPair(int first, int second) => (Lighter, Heavier) = first <= second ? (first, second) : (second, first);

    /// <summary>The smaller atomic number.</summary>
    public int Lighter { get; }

    /// <summary>The larger atomic number.</summary>
    public int Heavier { get; }

    /// <summary>The pair as it is written, such as <c>O-Ag</c>, the lighter element first.</summary>
    public override string ToString() => $"{ChemicalElement.Symbol(Lighter)}-{ChemicalElement.Symbol(Heavier)}";

    /// <summary>Reads a pair such as <c>Ag-O</c>.</summary>
    /// <exception cref="InvalidInputException">It is not two element symbols.</exception>
    public static ElementPair Parse(string text) =>
        text.Split('-') is [var first, var second]
            ? new ElementPair(ChemicalElement.AtomicNumber(first), ChemicalElement.AtomicNumber(second))
            : throw new InvalidInputException($"'{text}' is no pair of elements; write it as two symbols, such as O-Si");
}
