using System.Text.Json;

namespace Xanes.Interop;

/// <summary>Options as a JSON object, for hosts that have texts where C# has records.</summary>
internal sealed class OptionsObject
{
    private readonly Dictionary<string, JsonElement> _values = [];

    private OptionsObject(string what)
    {
        What = what;
    }

    private string What { get; }

    /// <summary>Reads the members of an object; none where the text is null or empty.</summary>
    /// <param name="json">The text.</param>
    /// <param name="what">What the options are for, in messages.</param>
    /// <param name="known">The members there may be; null stands for a member that is left out.</param>
    /// <exception cref="InvalidInputException">It is no JSON object, or it has another member.</exception>
    public static OptionsObject Parse(string? json, string what, params ReadOnlySpan<string> known)
    {
        var options = new OptionsObject(what);
        if (string.IsNullOrWhiteSpace(json))
        {
            return options;
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new InvalidInputException($"the options of {what} must be a JSON object");
            }

            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (!known.Contains(member.Name))
                {
                    throw new InvalidInputException($"{what} has no option '{member.Name}'; there are {string.Join(", ", known.ToArray())}");
                }

                if (member.Value.ValueKind != JsonValueKind.Null)
                {
                    options._values[member.Name] = member.Value.Clone();
                }
            }
        }
        catch (JsonException fault)
        {
            throw new InvalidInputException($"the options of {what} are not valid JSON ({fault.Message.ReplaceLineEndings(" ")})", fault);
        }

        return options;
    }

    /// <summary>Whether a member is given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>A text; null where it is left out.</summary>
    public string? Text(string name) => !_values.TryGetValue(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Wrong(name, "a text");

    /// <summary>A number; null where it is left out.</summary>
    public double? Number(string name) => !_values.TryGetValue(name, out var value) ? null : NumberOf(value, name);

    /// <summary>A whole number; null where it is left out.</summary>
    public int? Whole(string name) => !_values.TryGetValue(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : throw Wrong(name, "a whole number");

    /// <summary>Yes or no; no where it is left out.</summary>
    public bool? Flag(string name) => !_values.TryGetValue(name, out var value) ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Wrong(name, "true or false");

    /// <summary>Two numbers, or one as both; null where it is left out.</summary>
    public EnergyInterval? Pair(string name) => _values.TryGetValue(name, out var value) ? PairOf(value, name) : null;

    /// <summary>A list of pairs; empty where it is left out.</summary>
    public IReadOnlyList<EnergyInterval> Pairs(string name) => !_values.TryGetValue(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(pair => PairOf(pair, name))]
        : throw Wrong(name, "a list of pairs");

    /// <summary>One of some words.</summary>
    public T Choice<T>(string name, T otherwise, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        var words = new List<string>();
        foreach (var (word, value) in choices)
        {
            if (word == text)
            {
                return value;
            }

            words.Add(word);
        }

        throw new InvalidInputException($"{What}: '{name}' is '{text}'; give {string.Join(", ", words)}");
    }

    private EnergyInterval PairOf(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Number => new EnergyInterval(NumberOf(value, name), NumberOf(value, name)),
        JsonValueKind.Array when value.GetArrayLength() == 2 => new EnergyInterval(NumberOf(value[0], name), NumberOf(value[1], name)),
        _ => throw Wrong(name, "two numbers"),
    };

    private double NumberOf(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Wrong(name, "a number");

    private InvalidInputException Wrong(string name, string wanted) => new($"{What}: '{name}' must be {wanted}");
}
