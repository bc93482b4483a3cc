using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>All that the page shows, at one time; it never changes. A change makes the next version.</summary>
/// <param name="Version">Counts the changes.</param>
/// <param name="Structure">The structure; null where none is open.</param>
/// <param name="Measurement">The measured file; null where none is open.</param>
/// <param name="Variations">What may change, as text; chosen by the structure where it is empty.</param>
/// <param name="Exploration">What predicts; null where no structure is open.</param>
internal sealed record ExplorerState(
    int Version, OpenStructure? Structure, OpenMeasurement? Measurement, IReadOnlyList<string> Variations, IStructureExploration? Exploration)
{
    /// <summary>The next version.</summary>
    /// <exception cref="InvalidInputException">The parts do not fit to each other.</exception>
    public ExplorerState Next(
        ExplorerRequest request, OpenStructure? structure, OpenMeasurement? measurement, IReadOnlyList<string> variations, CancellationToken cancellation)
    {
        var exploration = structure is null ? null : request.Plugin.OpenExploration(
            new ExplorationStart(
                new FitStart(structure.Name, structure.Structure)
                {
                    Absorber = request.Absorber ?? structure.Absorber,
                    Variations = [.. variations.Select(VariationText.Parse)],
                },
                measurement?.Target,
                request.Options),
            cancellation);
        return new ExplorerState(Version + 1, structure, measurement, variations, exploration);
    }
}
