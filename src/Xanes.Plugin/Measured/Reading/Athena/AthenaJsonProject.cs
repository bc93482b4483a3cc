using System.Text.Json;
using Xanes.Interop;

namespace Xanes.Plugin.Measured.Reading.Athena;

/// <summary>Athena project files in JSON, as Demeter 0.9.26 and Larch write them.</summary>
internal static class AthenaJsonProject
{
    private const string HeaderKey = "_____header";
    private const string OrderKey = "_____order";

    /// <summary>Whether a text is such a project.</summary>
    public static bool IsProject(string text)
    {
        var opening = text.AsSpan(0, Math.Min(text.Length, 2000)).TrimStart();
        return opening.StartsWith("{") && opening.Contains(HeaderKey, StringComparison.Ordinal);
    }

    /// <summary>Reads the records in the project's order.</summary>
    /// <exception cref="InvalidInputException">The text is damaged or holds no record.</exception>
    public static IReadOnlyList<MeasuredRecord> Read(string text, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16, AllowTrailingCommas = true });
            return AthenaRecords.ToMeasured([.. Groups(document.RootElement).Select(Record)], path);
        }
        catch (JsonException fault)
        {
            throw new InvalidInputException($"line {(fault.LineNumber ?? 0) + 1}: is not valid JSON; the file is damaged, fetch it again", fault);
        }
    }

    private static IEnumerable<JsonProperty> Groups(JsonElement project)
    {
        var groups = project.EnumerateObject().Where(member => !member.Name.StartsWith("_____", StringComparison.Ordinal)).ToList();
        if (!project.TryGetProperty(OrderKey, out var order) || order.ValueKind != JsonValueKind.Array)
        {
            return groups;
        }

        var places = order.EnumerateArray().Select((name, place) => (name.ToString(), place)).DistinctBy(pair => pair.Item1).ToDictionary();
        return groups.OrderBy(group => places.GetValueOrDefault(group.Name, int.MaxValue));
    }

    private static AthenaRecord Record(JsonProperty group)
    {
        var record = new AthenaRecord { Group = OneLine.Of(group.Name) };
        if (group.Value.ValueKind != JsonValueKind.Object)
        {
            return record;
        }

        if (group.Value.TryGetProperty("args", out var args) && args.ValueKind == JsonValueKind.Object)
        {
            foreach (var parameter in args.EnumerateObject())
            {
                record.Parameters[parameter.Name] = parameter.Value.ToString();
            }
        }

        record.X = Numbers(group, "x");
        record.Y = Numbers(group, "y");
        return record;
    }

    private static double[] Numbers(JsonProperty group, string name)
    {
        if (!group.Value.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var numbers = new double[list.GetArrayLength()];
        var index = 0;
        foreach (var value in list.EnumerateArray())
        {
            numbers[index++] = value.ValueKind == JsonValueKind.Null ? double.NaN
                : AthenaNumber.TryParse(value.ToString(), out var number) ? number
                : throw new InvalidInputException($"group {OneLine.Of(group.Name)}: value {index - 1} of '{name}', '{OneLine.Of(value.ToString())}', is not a number; the file is damaged");
        }

        return numbers;
    }
}
