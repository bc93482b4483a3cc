using System.Text.Json;
using Xanes.Cli.Rows;
using Xanes.Interop;

namespace Xanes.Cli.Output;

/// <summary>The JSON form of what results share.</summary>
internal static class JsonValues
{
    /// <summary>Writes a list of numbers.</summary>
    public static void WriteNumbers(this Utf8JsonWriter json, string name, ReadOnlySpan<float> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a list of numbers, each moved by an offset.</summary>
    public static void WriteNumbers(this Utf8JsonWriter json, string name, ReadOnlySpan<double> values, double offset = 0.0)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value + offset);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes <c>file</c>, <c>frame</c> (of a mean over frames <c>frames</c>, their number) and <c>absorber</c> (a list where the row is a mean).</summary>
    public static void WriteLabel(this Utf8JsonWriter json, RowLabel label)
    {
        json.WriteString("file", label.Source);
        json.WriteNumber(label.Frames is null ? "frame" : "frames", label.Frames ?? label.Frame);
        if (label.Absorbers is [var absorber])
        {
            json.WriteNumber("absorber", absorber);
            return;
        }

        json.WriteStartArray("absorber");
        foreach (var index in label.Absorbers)
        {
            json.WriteNumberValue(index);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes <c>broadening</c> with the names that cards use; nothing where it is fixed.</summary>
    public static void WriteBroadening(this Utf8JsonWriter json, Broadening? broadening)
    {
        if (broadening is not null)
        {
            json.WriteStartObject("broadening");
            json.WriteNumber("core_hole_width", broadening.CoreHoleWidth);
            json.WriteNumber("gamma_max", broadening.GammaMax);
            json.WriteNumber("e_cent", broadening.ECent);
            json.WriteNumber("e_larg", broadening.ELarg);
            json.WriteNumber("resolution", broadening.Resolution);
            json.WriteEndObject();
        }
    }

    /// <summary>Writes <c>ignored</c> and <c>substituted</c>: how many atoms of which elements; nothing where all were taken as they are.</summary>
    public static void WriteNeighbours(this Utf8JsonWriter json, NeighbourTally neighbours)
    {
        if (!neighbours.IsEmpty)
        {
            WriteCounts(json, "ignored", neighbours.Ignored);
            WriteCounts(json, "substituted", neighbours.Substituted);
        }
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, int> counts)
    {
        json.WriteStartObject(name);
        foreach (var (symbol, count) in counts)
        {
            json.WriteNumber(symbol, count);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes a spec as an object: the kind and its parameters, numbers as numbers.</summary>
    public static void WriteSpec(this Utf8JsonWriter json, string name, DescriptorSpec spec)
    {
        json.WriteStartObject(name);
        json.WriteString("kind", spec.Kind);
        foreach (var parameter in spec.Names)
        {
            var values = spec.List(parameter);
            if (values is [var single] && parameter != "elements")
            {
                json.WritePropertyName(parameter);
                WriteScalar(json, single);
                continue;
            }

            json.WriteStartArray(parameter);
            foreach (var value in values)
            {
                WriteScalar(json, value);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteScalar(Utf8JsonWriter json, string text)
    {
        if (double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }
}
