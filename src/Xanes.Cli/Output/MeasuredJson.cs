using System.Text.Json;
using Xanes.Interop;

namespace Xanes.Cli.Output;

/// <summary>The JSON form of measured spectra.</summary>
internal static class MeasuredJson
{
    /// <summary>Writes a normalised spectrum as an object.</summary>
    public static void WriteNormalised(this Utf8JsonWriter json, NormalisedSpectrum normalised)
    {
        var (measured, used) = (normalised.Measured, normalised.Used);
        json.WriteStartObject();
        json.WriteString("file", measured.Source);
        json.WriteString("label", measured.Label);
        json.WriteNumber("e0", normalised.E0);
        json.WriteNumber("edge_step", normalised.EdgeStep);
        json.WriteStartObject("pre_edge_fit");
        json.WriteNumber("first", used.PreEdgeStart!.Value);
        json.WriteNumber("last", used.PreEdgeEnd!.Value);
        json.WriteNumber("degree", used.PreEdgeDegree);
        json.WriteNumber("nvict", used.VictoreenExponent);
        json.WriteEndObject();
        json.WriteStartObject("post_edge_fit");
        json.WriteNumber("first", used.PostEdgeStart!.Value);
        json.WriteNumber("last", used.PostEdgeEnd!.Value);
        json.WriteNumber("degree", used.PostEdgeDegree!.Value);
        json.WriteEndObject();
        json.WriteStartObject("facts");
        foreach (var (name, value) in measured.Facts)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteNumbers("energy", measured.Energies.Span);
        json.WriteNumbers("mu", measured.Absorption.Span);
        json.WriteNumbers("pre_edge", normalised.PreEdge.Span);
        json.WriteNumbers("post_edge", normalised.PostEdge.Span);
        json.WriteNumbers("norm", normalised.Normalised.Span);
        json.WriteNumbers("flat", normalised.Flattened.Span);
        json.WriteNumbers("reference", measured.Reference.Span);
        json.WriteEndObject();
    }

    /// <summary>Writes the records of a file as an object.</summary>
    public static void WriteRecords(this Utf8JsonWriter json, IReadOnlyList<MeasuredRecord> records)
    {
        json.WriteStartObject();
        json.WriteStartArray("records");
        foreach (var record in records)
        {
            json.WriteStartObject();
            json.WriteNumber("number", record.Number);
            json.WriteString("label", record.Label);
            json.WriteString("group", record.Group);
            if (record.Spectrum is { } spectrum)
            {
                json.WriteNumber("points", spectrum.Energies.Length);
                json.WriteNumber("first", spectrum.Energies.Span[0]);
                json.WriteNumber("last", spectrum.Energies.Span[^1]);
                json.WriteBoolean("has_reference", !spectrum.Reference.IsEmpty);
            }
            else
            {
                json.WriteString("fault", record.Fault!.Message);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
