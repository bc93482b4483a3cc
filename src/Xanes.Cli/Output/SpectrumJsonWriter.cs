using Xanes.Cli.Rows;
using Xanes.Interop;

namespace Xanes.Cli.Output;

/// <summary>Spectra as a JSON object: the model's axis, and for each row its place, its domain and its values.</summary>
internal sealed class SpectrumJsonWriter(TextOutput output, ModelInfo model) : IRowWriter<SpectrumRow>
{
    private readonly JsonRows _rows = new(output, json =>
    {
        json.WriteString("model", model.Id);
        json.WriteString("element", model.Absorber);
        json.WriteString("edge", model.Edge);
        json.WriteNumber("edge_energy", model.EdgeEnergy);
        if (model.EnergyCalibration is { } calibration)
        {
            json.WriteNumber("energy_calibration", calibration);
        }

        json.WriteString("normalisation", model.Normalisation);
        json.WriteBroadening(model.Broadening);
        json.WriteNumbers("energy", model.Energies.Span);
        json.WriteNumbers("photon_energy", model.Energies.Span, model.PhotonEnergy(0.0));
    });

    /// <inheritdoc/>
    public void Write(SpectrumRow row) => _rows.Add(json =>
    {
        json.WriteStartObject();
        json.WriteLabel(row.Label);
        json.WriteStartObject("domain");
        json.WriteString("verdict", row.Domain.IsInside ? "inside" : "outside");
        json.WriteNumber("distance", row.Domain.Distance);
        json.WriteString("reason", row.Domain.Reason);
        if (row.Sites.All > 1)
        {
            json.WriteNumber("sites", row.Sites.All);
            json.WriteNumber("sites_inside", row.Sites.Inside);
        }

        json.WriteEndObject();
        json.WriteNeighbours(row.Domain.Neighbours);
        json.WriteNumbers("mu", row.Intensities.Span);
        if (!row.Uncertainty.IsEmpty)
        {
            json.WriteNumbers("sigma", row.Uncertainty.Span);
        }

        if (!row.SpreadOverFrames.IsEmpty)
        {
            json.WriteNumbers("spread_over_frames", row.SpreadOverFrames.Span);
        }

        json.WriteEndObject();
    });

    /// <inheritdoc/>
    public IReadOnlyList<string> Commit() => _rows.Commit();

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
