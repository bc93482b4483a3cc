using System.Text.Json;

namespace Xanes.Cli.Optimade;

/// <summary>One page of an answer: entries and the address of the next page.</summary>
/// <param name="Entries">The entries of <c>data</c>.</param>
/// <param name="Next">The address of the next page; null at the end.</param>
internal sealed record OptimadePage(IReadOnlyList<JsonElement> Entries, string? Next)
{
    private const int LongestWords = 200;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>Reads a page.</summary>
    /// <exception cref="OptimadeFault">It is not one.</exception>
    public static OptimadePage Read(OptimadeProvider provider, byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array)
            {
                return new OptimadePage([.. data.EnumerateArray().Select(entry => entry.Clone())], NextOf(root));
            }
        }
        catch (JsonException fault)
        {
            throw new OptimadeFault($"{provider.Id}: its answer is no JSON ({fault.Message.ReplaceLineEndings(" ")}); try again later, or another --provider", fault);
        }

        throw new OptimadeFault($"{provider.Id}: {ErrorWords(body) ?? "its answer has no list 'data'"}; is {provider.BaseUrl} an OPTIMADE server?");
    }

    /// <summary>What an answer says of errors, in one line; null where it says nothing.</summary>
    public static string? ErrorWords(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            var details = errors.EnumerateArray()
                .Where(error => error.ValueKind == JsonValueKind.Object && error.TryGetProperty("detail", out _))
                .Select(error => error.GetProperty("detail").ToString());
            var words = new string([.. string.Join("; ", details).Select(letter => char.IsControl(letter) ? ' ' : letter).Take(LongestWords)]);
            return words.Length > 0 ? words : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? NextOf(JsonElement root)
    {
        if (!root.TryGetProperty("links", out var links) || links.ValueKind != JsonValueKind.Object || !links.TryGetProperty("next", out var next))
        {
            return null;
        }

        return next.ValueKind switch
        {
            JsonValueKind.String => next.GetString(),
            JsonValueKind.Object when next.TryGetProperty("href", out var href) && href.ValueKind == JsonValueKind.String => href.GetString(),
            _ => null,
        };
    }
}
