using System.Text;
using System.Text.Json;

namespace Xanes.Interop;

/// <summary>The JSON form of an exploration and of its states, the spectra left out.</summary>
public static class ExplorationJson
{
    /// <summary>An object: model, parameters (name, unit, lower, upper, neutral), points, has_measured.</summary>
    public static string Text(IStructureExploration exploration) => Written(json =>
    {
        json.WriteString("model", exploration.Model.Id);
        json.WriteStartArray("parameters");
        foreach (var parameter in exploration.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteString("unit", parameter.Unit);
            json.WriteNumber("lower", parameter.Lower);
            json.WriteNumber("upper", parameter.Upper);
            json.WriteNumber("neutral", parameter.Neutral);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("points", exploration.PhotonEnergies.Length);
        json.WriteBoolean("has_measured", !exploration.Measured.IsEmpty);
    });

    /// <summary>
    /// An object: structures (as in <see cref="FitJson.WriteFit"/>), surroundings (numbers, positions), derived (name, unit, value).
    /// </summary>
    public static string Text(ExploredState state) => Written(json =>
    {
        FitJson.WriteStructures(json, state.Structures);
        json.WriteStartObject("surroundings");
        FitJson.WriteAtoms(json, state.Surroundings);
        json.WriteEndObject();
        json.WriteStartArray("derived");
        foreach (var (name, unit, value) in state.Derived)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("unit", unit);
            json.WriteNumber("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
