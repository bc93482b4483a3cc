using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Xanes.Interop;

/// <summary>A YAML mapping read without reflection, whose faults name the file, the key and the remedy.</summary>
public sealed class YamlMap
{
    private readonly YamlMappingNode _node;

    private YamlMap(YamlMappingNode node, string source)
    {
        _node = node;
        Source = source;
    }

    /// <summary>Where the text came from, for messages.</summary>
    public string Source { get; }

    /// <summary>The keys in the order of the text.</summary>
    public IEnumerable<string> Keys => _node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    /// <summary>Reads a YAML file whose top level is a mapping.</summary>
    /// <exception cref="InvalidInputException">The file is missing or is not such YAML.</exception>
    public static YamlMap ReadFile(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be read ({fault.Message}); check the path", fault);
        }
    }

    /// <summary>Reads YAML text whose top level is a mapping.</summary>
    /// <exception cref="InvalidInputException">It is not such YAML.</exception>
    public static YamlMap Parse(string text, string source)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count > 0 && stream.Documents[0].RootNode is YamlMappingNode mapping
                ? new YamlMap(mapping, source)
                : throw new InvalidInputException($"{source}: is not a YAML mapping of 'key: value' lines");
        }
        catch (YamlException fault)
        {
            throw new InvalidInputException($"{source}, line {fault.Start.Line}: is not valid YAML ({fault.Message.ReplaceLineEndings(" ")})", fault);
        }
        catch (InvalidOperationException fault)
        {
            // Some unfinished texts end the scanner in this way instead.
            throw new InvalidInputException($"{source}: is not valid YAML; look for brackets or quotes that are not closed", fault);
        }
    }

    /// <summary>Whether a key is there and has a value.</summary>
    public bool Has(string key) => Find(key) is { } node && !(node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" });

    /// <summary>A text value.</summary>
    public string Text(string key) => Has(key) && Find(key) is YamlScalarNode { Value: { } value } ? value : throw Missing(key, "a text");

    /// <summary>A text value, or another where the key is absent.</summary>
    public string Text(string key, string otherwise) => Has(key) ? Text(key) : otherwise;

    /// <summary>A number.</summary>
    public double Number(string key) =>
        Find(key) is YamlScalarNode { Value: { } text } && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Missing(key, "a number");

    /// <summary>A number, or another where the key is absent.</summary>
    public double Number(string key, double otherwise) => Has(key) ? Number(key) : otherwise;

    /// <summary>A whole number.</summary>
    public int Integer(string key) =>
        Find(key) is YamlScalarNode { Value: { } text } && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Missing(key, "a whole number");

    /// <summary>A sequence of texts; a single text counts as a sequence of one.</summary>
    public IReadOnlyList<string> Texts(string key) => Find(key) switch
    {
        YamlSequenceNode sequence when sequence.All(item => item is YamlScalarNode) =>
            [.. sequence.Cast<YamlScalarNode>().Select(item => item.Value ?? "")],
        YamlScalarNode { Value: { } value } => [value],
        _ => throw Missing(key, "a list"),
    };

    /// <summary>A sequence of numbers.</summary>
    public double[] Numbers(string key) =>
        [.. Texts(key).Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Missing(key, "a list of numbers"))];

    /// <summary>Whether a key holds a sequence.</summary>
    public bool IsSequence(string key) => Find(key) is YamlSequenceNode;

    /// <summary>A mapping within this one.</summary>
    public YamlMap Map(string key) => Find(key) is YamlMappingNode mapping ? new YamlMap(mapping, $"{Source}, {key}") : throw Missing(key, "a mapping");

    /// <summary>A sequence of mappings.</summary>
    public IReadOnlyList<YamlMap> Maps(string key) =>
        Find(key) is YamlSequenceNode sequence && sequence.All(item => item is YamlMappingNode)
            ? [.. sequence.Cast<YamlMappingNode>().Select((item, index) => new YamlMap(item, $"{Source}, {key} {index}"))]
            : throw Missing(key, "a list of mappings");

    private YamlNode? Find(string key) => _node.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private InvalidInputException Missing(string key, string wanted) =>
        new(Find(key) is { } node
            ? $"{Source}, line {node.Start.Line}: '{key}' must be {wanted}"
            : $"{Source}: '{key}' is missing; add it with {wanted}");
}
