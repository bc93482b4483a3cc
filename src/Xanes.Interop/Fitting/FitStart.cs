namespace Xanes.Interop;

/// <summary>A structure to start from, with what may change in it.</summary>
/// <param name="Name">Its name, for parameters and messages; the names of the starts of a fit differ.</param>
/// <param name="Structure">The atoms.</param>
public sealed record FitStart(string Name, AtomicStructure Structure)
{
    /// <summary>The absorbers, whose mean spectrum is fitted; all atoms of the model's element where it is left out.</summary>
    public AbsorberSelection? Absorber { get; init; }

    /// <summary>What may change.</summary>
    public IReadOnlyList<StructureVariation> Variations { get; init; } = [];

    /// <summary>The atomic numbers of the elements that may absorb in every one of some starts.</summary>
    public static IReadOnlyCollection<int> CommonElements(IReadOnlyList<FitStart> starts) =>
        [.. starts.Select(start => AbsorberSelection.Elements(start.Structure, start.Absorber).AsEnumerable())
            .Aggregate((IEnumerable<int>?)null, (common, elements) => common is null ? elements : common.Intersect(elements)) ?? []];
}
