using System.Text.Json;
using Xanes.Interop;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>The trainer's <c>result.json</c>.</summary>
/// <param name="Family">The family that was taken.</param>
/// <param name="Parity">The largest difference that its exported model may have from the learner.</param>
/// <param name="Metrics">The errors of every family.</param>
/// <param name="Parities">The largest difference that each family's exported model may have.</param>
/// <param name="Failures">The families that could not be trained.</param>
/// <param name="Versions">The versions of Python and its packages.</param>
internal sealed record TrainingResult(
    string Family,
    double Parity,
    IReadOnlyList<FamilyMetrics> Metrics,
    IReadOnlyDictionary<string, double> Parities,
    IReadOnlyList<FamilyFailure> Failures,
    IReadOnlyList<KeyValuePair<string, string>> Versions)
{
    public static TrainingResult Parse(string json)
    {
        try
        {
            var root = JsonDocument.Parse(json).RootElement;
            return new TrainingResult(
                root.GetProperty("family").GetString()!,
                root.GetProperty("parity").GetDouble(),
                [.. root.GetProperty("families").EnumerateArray().Select(ParseFamily)],
                root.GetProperty("families").EnumerateArray().ToDictionary(
                    family => family.GetProperty("name").GetString()!, family => family.GetProperty("parity").GetDouble()),
                [.. root.GetProperty("failures").EnumerateArray().Select(failure => new FamilyFailure(
                    failure.GetProperty("name").GetString()!, failure.GetProperty("reason").GetString()!))],
                Texts(root.GetProperty("versions")));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new XanesException($"the trainer's result cannot be read ({fault.Message}); install plugin and trainer from one release", fault);
        }
    }

    private static FamilyMetrics ParseFamily(JsonElement family) => new(
        family.GetProperty("name").GetString()!,
        Texts(family.GetProperty("hyper_parameters")),
        family.GetProperty("validation_mse").GetDouble(),
        [.. family.GetProperty("test").EnumerateArray().Select(set => new SetMetrics(
            set.GetProperty("set").GetString()!,
            set.GetProperty("count").GetInt32(),
            set.GetProperty("mse").GetDouble(),
            set.GetProperty("median").GetDouble(),
            set.GetProperty("mean_predictor").GetDouble(),
            set.GetProperty("r2").GetDouble()))]);

    private static List<KeyValuePair<string, string>> Texts(JsonElement map) =>
        [.. map.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, entry.Value.ToString()))];
}
