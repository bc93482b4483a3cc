using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>A spectrum and its structure, as the page reads them.</summary>
internal sealed class SpectrumText(IStructureExploration exploration, ExploredState state)
{
    private readonly FittedStructure _farthest = state.Structures.MaxBy(structure => structure.Domain.Distance)!;

    public double[] Predicted => state.Predicted.ToArray();

    public double[] Adjusted => state.Adjusted.ToArray();

    public double MeanSquareError => exploration.Measured.Length == 0
        ? double.NaN
        : exploration.Measured.ToArray().Zip(state.Adjusted.ToArray(), (measured, fitted) => (measured - fitted) * (measured - fitted)).Average();

    public bool IsInside => state.Structures.All(structure => structure.Domain.IsInside);

    public string Verdict => _farthest.Domain.Reason;

    public string[] Elements => [.. state.Surroundings.AtomicNumbers.ToArray().Select(ChemicalElement.Symbol)];

    public double[] Positions => state.Surroundings.Positions.ToArray();

    public IEnumerable<object> Derived => state.Derived.Select(quantity => new { quantity.Name, quantity.Unit, quantity.Value });
}
