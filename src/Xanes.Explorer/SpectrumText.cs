using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>A spectrum and its structure, as the page reads them.</summary>
internal sealed record SpectrumText(
    double[] Predicted,
    double[] Adjusted,
    double MeanSquareError,
    bool IsInside,
    string Verdict,
    string[] Elements,
    double[] Positions,
    SpectrumText.Quantity[] Derived)
{
    /// <summary>A quantity that follows from the parameters.</summary>
    internal sealed record Quantity(string Name, string Unit, double Value);

    /// <summary>The text of a place in an exploration.</summary>
    public static SpectrumText Of(IStructureExploration exploration, ExploredState state)
    {
        var (measured, adjusted) = (exploration.Measured.ToArray(), state.Adjusted.ToArray());
        return new SpectrumText(
            state.Predicted.ToArray(),
            adjusted,
            measured.Length == 0 ? double.NaN : measured.Zip(adjusted, (told, fitted) => (told - fitted) * (told - fitted)).Average(),
            state.Structures.All(structure => structure.Domain.IsInside),
            state.Structures.MaxBy(structure => structure.Domain.Distance)!.Domain.Reason,
            [.. state.Surroundings.AtomicNumbers.ToArray().Select(ChemicalElement.Symbol)],
            state.Surroundings.Positions.ToArray(),
            [.. state.Derived.Select(quantity => new Quantity(quantity.Name, quantity.Unit, quantity.Value))]);
    }
}
