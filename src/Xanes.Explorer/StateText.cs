using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>What is open, as the page reads it.</summary>
internal sealed class StateText(ExplorerState state)
{
    public int Version => state.Version;

    public string? Model => state.Exploration?.Model.Id;

    public string? Edge => state.Exploration is { Model: var model } ? $"{model.Absorber} {model.Edge}" : null;

    public string? Structure => state.Structure is { } structure ? $"{structure.Name}, {structure.Formula}" : null;

    public string? Measured => state.Measurement?.Name;

    public IReadOnlyList<string> Records => state.Measurement is { Records.Count: > 1 and var count, Records: var records }
        ? [.. records.Select(record => record.Spectrum is null ? $"{record.Label} (no spectrum)" : record.Label).Take(count)]
        : [];

    public int Record => state.Measurement?.Record ?? 0;

    public IReadOnlyList<string> Variations => state.Variations;

    public IReadOnlyList<ExploredParameter> Parameters => state.Exploration?.Parameters ?? [];

    public double[] Energies => state.Exploration?.PhotonEnergies.ToArray() ?? [];

    public double[] Absorption => state.Exploration?.Measured.ToArray() ?? [];

    public string Kinds { get; } = VariationText.Kinds;
}
