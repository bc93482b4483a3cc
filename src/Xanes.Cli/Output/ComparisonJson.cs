using System.Text.Json;
using Xanes.Cli.Rows;
using Xanes.Interop;
using Xanes.Plugin.Comparison;

namespace Xanes.Cli.Output;

/// <summary>The JSON form of a ranking.</summary>
internal static class ComparisonJson
{
    /// <summary>Writes a ranking as an object, with the fitted spectra of the best.</summary>
    public static void WriteComparison(this Utf8JsonWriter json, ComparisonResult result, ModelInfo model, ComparisonOptions options)
    {
        json.WriteStartObject();
        json.WriteString("measured", result.Measured.Measured.Place);
        json.WriteString("model", model.Id);
        json.WriteNumber("e0", result.Measured.E0);
        json.WriteNumber("edge_step", result.Measured.EdgeStep);
        json.WriteNumber("first", result.Window.First);
        json.WriteNumber("last", result.Window.Last);
        json.WriteNumber("compared", result.Compared);
        json.WriteNumber("outside_domain", result.OutsideDomain);
        json.WriteNumber("left_out", result.LeftOut);
        json.WriteStartArray("best");
        foreach (var candidate in result.Best)
        {
            WriteCandidate(json, result, candidate, model, options);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCandidate(
        Utf8JsonWriter json, ComparisonResult result, ComparedStructure candidate, ModelInfo model, ComparisonOptions options)
    {
        var (label, agreement) = (((FrameCandidate)candidate.Candidate).Label, candidate.Agreement);
        var fitted = FittedSpectrum.Of(result, candidate, model, options);
        json.WriteStartObject();
        json.WriteLabel(label);
        json.WriteNumber("mse", agreement.MeanSquareError);
        json.WriteNumber("r_factor", agreement.RFactor);
        json.WriteNumber("correlation", agreement.Correlation);
        json.WriteNumber("shift", agreement.Shift);
        json.WriteNumber("amplitude", agreement.Amplitude);
        json.WriteNumber("offset", agreement.Offset);
        json.WriteNumber("slope", agreement.Slope);
        if (!double.IsNaN(agreement.Uncertainty))
        {
            json.WriteNumber("mse_uncertainty", agreement.Uncertainty);
        }

        if (candidate.CoreHoleWidth is { } width)
        {
            json.WriteNumber("core_hole_width", width);
        }

        json.WriteBoolean("as_good_as_best", candidate.AsGoodAsBest);
        json.WriteStartObject("domain");
        json.WriteBoolean("inside", candidate.Domain.IsInside);
        json.WriteNumber("distance", candidate.Domain.Distance);
        json.WriteString("reason", candidate.Domain.Reason);
        json.WriteEndObject();
        json.WriteNeighbours(candidate.Domain.Neighbours);
        json.WriteNumbers("photon_energy", fitted.PhotonEnergies);
        json.WriteNumbers("fitted", fitted.Fitted);
        json.WriteNumbers("measured", fitted.Measured);
        json.WriteEndObject();
    }
}
