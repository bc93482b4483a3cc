using System.Text.Json;

namespace Xanes.Cli.Rows;

/// <summary>What a run wrote.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Files">The files.</param>
/// <param name="LeftOut">The messages of frames that were left out.</param>
internal sealed record RowSummary(long Rows, IReadOnlyList<string> Files, IReadOnlyList<string> LeftOut)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The summary as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
