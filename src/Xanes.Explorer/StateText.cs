using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>What is open, as the page reads it.</summary>
internal sealed record StateText(
    int Version,
    string? Model,
    string? Edge,
    string? Structure,
    string? Measured,
    IReadOnlyList<string> Records,
    int Record,
    IReadOnlyList<string> Variations,
    IReadOnlyList<ExploredParameter> Parameters,
    double[] Energies,
    double[] Absorption,
    string Kinds)
{
    /// <summary>The text of a state.</summary>
    public static StateText Of(ExplorerState state) => new(
        state.Version,
        state.Exploration?.Model.Id,
        state.Exploration is { Model: var model } ? $"{model.Absorber} {model.Edge}" : null,
        state.Structure is { } structure ? $"{structure.Name}, {structure.Formula}" : null,
        state.Measurement?.Name,
        state.Measurement is { Records.Count: > 1 and var count, Records: var records }
            ? [.. records.Select(record => record.Spectrum is null ? $"{record.Label} (no spectrum)" : record.Label).Take(count)]
            : [],
        state.Measurement?.Record ?? 0,
        state.Variations,
        state.Exploration?.Parameters ?? [],
        state.Exploration?.PhotonEnergies.ToArray() ?? [],
        state.Exploration?.Measured.ToArray() ?? [],
        VariationText.Kinds);
}
