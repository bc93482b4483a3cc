using System.Text.Json;
using System.Text.Json.Serialization;

namespace Xanes.Cli.Rows;

/// <summary>What a run wrote.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Files">The files.</param>
/// <param name="LeftOut">The messages of frames that were left out.</param>
internal sealed partial record RowSummary(long Rows, IReadOnlyList<string> Files, IReadOnlyList<string> LeftOut)
{
    /// <summary>The summary as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json.Default.RowSummary);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(RowSummary))]
    private sealed partial class Json : JsonSerializerContext;
}
