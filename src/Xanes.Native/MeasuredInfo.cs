using System.Text.Json;
using Xanes.Interop;

namespace Xanes.Native;

/// <summary>Measured spectra as members of a JSON object.</summary>
internal static class MeasuredInfo
{
    /// <summary>Writes a list of records.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<MeasuredRecord> records)
    {
        json.WriteStartArray("records");
        foreach (var record in records)
        {
            json.WriteStartObject();
            json.WriteNumber("number", record.Number);
            json.WriteString("label", record.Label);
            json.WriteString("group", record.Group);
            if (record.Fault is { } fault)
            {
                json.WriteString("fault", fault.Message);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes what is known of a spectrum, not its values.</summary>
    public static void Write(Utf8JsonWriter json, MeasuredSpectrum measured)
    {
        json.WriteString("source", measured.Source);
        json.WriteString("label", measured.Label);
        json.WriteNumber("points", measured.Energies.Length);
        json.WriteBoolean("has_reference", !measured.Reference.IsEmpty);
        json.WriteStartObject("facts");
        foreach (var (name, value) in measured.Facts)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes what normalising found and used, by Larch's names.</summary>
    public static void Write(Utf8JsonWriter json, NormalisedSpectrum normalised)
    {
        var used = normalised.Used;
        json.WriteNumber("points", normalised.Normalised.Length);
        json.WriteNumber("e0", normalised.E0);
        json.WriteNumber("edge_step", normalised.EdgeStep);
        json.WriteNumber("pre1", used.PreEdgeStart!.Value);
        json.WriteNumber("pre2", used.PreEdgeEnd!.Value);
        json.WriteNumber("npre", used.PreEdgeDegree);
        json.WriteNumber("nvict", used.VictoreenExponent);
        json.WriteNumber("norm1", used.PostEdgeStart!.Value);
        json.WriteNumber("norm2", used.PostEdgeEnd!.Value);
        json.WriteNumber("nnorm", used.PostEdgeDegree!.Value);
    }
}
