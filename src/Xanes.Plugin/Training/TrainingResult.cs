using System.Text.Json;
using Xanes.Interop;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>The trainer's <c>result.json</c>.</summary>
/// <param name="Best">The family that was taken.</param>
/// <param name="Families">Every family that was trained.</param>
/// <param name="Failures">The families that could not be trained.</param>
/// <param name="Versions">The versions of Python and its packages.</param>
internal sealed record TrainingResult(
    TrainedFamily Best,
    IReadOnlyList<TrainedFamily> Families,
    IReadOnlyList<FamilyFailure> Failures,
    IReadOnlyList<KeyValuePair<string, string>> Versions)
{
    public static TrainingResult Parse(string json)
    {
        try
        {
            var root = JsonDocument.Parse(json).RootElement;
            var families = root.GetProperty("families").EnumerateArray().Select(ParseFamily).ToArray();
            var best = root.GetProperty("family").GetString();
            return new TrainingResult(
                families.First(family => family.Name == best),
                families,
                [.. root.GetProperty("failures").EnumerateArray().Select(failure => new FamilyFailure(
                    failure.GetProperty("name").GetString()!, failure.GetProperty("reason").GetString()!))],
                Texts(root.GetProperty("versions")));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new XanesException($"the trainer's result cannot be read ({fault.Message}); install plugin and trainer from one release", fault);
        }
    }

    private static TrainedFamily ParseFamily(JsonElement family) => new(
        ParseMetrics(family),
        [.. family.GetProperty("inputs").EnumerateArray().Select(input => input.GetString()!)],
        family.GetProperty("parity").GetDouble(),
        family.GetProperty("uncertainty").GetProperty("factor").GetDouble(),
        family.GetProperty("uncertainty").GetProperty("floor").GetDouble(),
        family.GetProperty("uncertainty").GetProperty("spectra").GetInt32());

    private static FamilyMetrics ParseMetrics(JsonElement family) => new(
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
