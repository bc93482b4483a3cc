namespace Xanes.Interop;

/// <summary>A structure at some values of its parameters; arrays [n] at <see cref="IStructureExploration.PhotonEnergies"/>.</summary>
/// <param name="Predicted">The predicted absorption in edge steps.</param>
/// <param name="Adjusted">The same with the edge step and the background that suit the measured spectrum; empty without one.</param>
/// <param name="Structures">The structures, one for each inequivalent absorber, with their verdicts.</param>
/// <param name="Surroundings">What stands around the first of these absorbers, as far as the model looks: the absorber first, at the origin.</param>
/// <param name="Derived">Quantities that follow from the parameters, such as lattice parameters: name, unit and value.</param>
public sealed record ExploredState(
    ReadOnlyMemory<double> Predicted,
    ReadOnlyMemory<double> Adjusted,
    IReadOnlyList<FittedStructure> Structures,
    AtomicStructure Surroundings,
    IReadOnlyList<(string Name, string Unit, double Value)> Derived);
