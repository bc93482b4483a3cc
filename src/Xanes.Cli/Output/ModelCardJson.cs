using System.Text.Json;
using Xanes.Plugin.Models;

namespace Xanes.Cli.Output;

/// <summary>The JSON form of a model's card, with the names that the card uses.</summary>
internal static class ModelCardJson
{
    /// <summary>Writes a card as an object.</summary>
    public static void WriteCard(this Utf8JsonWriter json, ModelCard card)
    {
        var info = card.Info;
        json.WriteStartObject();
        json.WriteString("id", info.Id);
        json.WriteString("description", info.Description);
        json.WriteString("absorber", info.Absorber);
        json.WriteString("edge", info.Edge);
        json.WriteNumber("edge_energy", info.EdgeEnergy);
        json.WriteStartArray("elements");
        foreach (var element in info.Elements)
        {
            json.WriteStringValue(element);
        }

        json.WriteEndArray();
        json.WriteNumbers("energy", info.Energies.Span);
        json.WriteString("normalisation", info.Normalisation);
        WriteOptional(json, "edge_step", info.EdgeStep);
        WriteOptional(json, "energy_calibration", info.EnergyCalibration);
        json.WriteString("calibration", info.Calibration);
        json.WriteBroadening(info.Broadening);
        WriteOptional(json, "narrowest_core_hole_width", info.NarrowestCoreHoleWidth);
        json.WriteSpec("descriptor", info.Descriptor);
        json.WriteString("family", card.Family);
        json.WriteNumber("seed", card.Seed);
        json.WriteString("onnx_sha256", card.OnnxSha256);
        json.WriteNumber("largest_difference_from_learner", card.LargestDifference);
        WriteSources(json, card.Sources);
        json.WriteStartObject("versions");
        foreach (var (program, version) in card.Versions)
        {
            json.WriteString(program, version);
        }

        json.WriteEndObject();
        json.WriteMetrics("test", card.TestMetrics);
        json.WriteMetrics("at_narrow_width", card.NarrowMetrics);
        WriteDomain(json, card.DomainMetrics);
        json.WriteEndObject();
    }

    /// <summary>Writes the errors on some sets.</summary>
    public static void WriteMetrics(this Utf8JsonWriter json, string name, IReadOnlyList<SetMetrics> sets)
    {
        json.WriteStartArray(name);
        foreach (var set in sets)
        {
            json.WriteStartObject();
            json.WriteString("set", set.Set);
            json.WriteNumber("count", set.Count);
            json.WriteNumber("mse", set.Mse);
            json.WriteNumber("median", set.Median);
            json.WriteNumber("mean_predictor", set.MeanPredictor);
            json.WriteNumber("r2", set.R2);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSources(Utf8JsonWriter json, IReadOnlyList<TrainingSource> sources)
    {
        json.WriteStartArray("training_data");
        foreach (var source in sources)
        {
            json.WriteStartObject();
            json.WriteString("name", source.Name);
            json.WriteString("path", source.Path);
            json.WriteString("sha256", source.Sha256);
            json.WriteNumber("training", source.Training);
            json.WriteNumber("validation", source.Validation);
            json.WriteNumber("test", source.Test);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDomain(Utf8JsonWriter json, IReadOnlyList<DomainMetrics> sets)
    {
        json.WriteStartArray("domain_on_test");
        foreach (var set in sets)
        {
            json.WriteStartObject();
            json.WriteString("set", set.Set);
            json.WriteNumber("inside", set.Inside);
            json.WriteNumber("outside", set.Outside);
            WriteOptional(json, "mse_inside", set.MseInside);
            WriteOptional(json, "mse_outside", set.MseOutside);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
