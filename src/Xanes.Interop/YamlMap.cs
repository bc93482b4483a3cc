using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Xanes.Interop;

/// <summary>A YAML mapping read without reflection, whose faults name the file, the key and the remedy.</summary>
public sealed class YamlMap
{
    /// <summary>The longest text that is read.</summary>
    private const int LongestText = 1 << 26;

    private readonly YamlMappingNode _node;

    private YamlMap(YamlMappingNode node, string source)
    {
        _node = node;
        Source = source;
    }

    /// <summary>Where the text came from, for messages.</summary>
    public string Source { get; }

    /// <summary>The keys in the order of the text.</summary>
    public IEnumerable<string> Keys => _node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "").Distinct();

    /// <summary>Reads a YAML file whose top level is a mapping.</summary>
    /// <exception cref="InvalidInputException">The file is missing, longer than 64 MiB, or is not such YAML.</exception>
    public static YamlMap ReadFile(string path) => Parse(ReadText(path), path);

    /// <summary>The text of a YAML file.</summary>
    /// <exception cref="InvalidInputException">The file is missing or longer than 64 MiB.</exception>
    public static string ReadText(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var text = new StringBuilder();
            var buffer = new char[1 << 15];
            while (reader.Read(buffer) is > 0 and var length)
            {
                text.Append(buffer, 0, length);
                if (text.Length > LongestText)
                {
                    throw new InvalidInputException($"{path}: is longer than 64 MiB; give a YAML file");
                }
            }

            return text.ToString();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidInputException($"{path}: cannot be read ({fault.Message}); check the path", fault);
        }
    }

    /// <summary>Reads YAML text whose top level is a mapping.</summary>
    /// <exception cref="InvalidInputException">
    /// It is not such YAML, lies more than 64 levels deep, or holds more than 2 million values with all aliases written out.
    /// </exception>
    public static YamlMap Parse(string text, string source)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new LimitedYamlParser(new Parser(new StringReader(text)), source));
            return stream.Documents.Count > 0 && stream.Documents[0].RootNode is YamlMappingNode mapping
                ? new YamlMap(mapping, source)
                : throw new InvalidInputException($"{source}: is not a YAML mapping of 'key: value' lines");
        }
        catch (YamlException fault)
        {
            throw new InvalidInputException($"{source}, line {fault.Start.Line}: is not valid YAML ({fault.Message.ReplaceLineEndings(" ")})", fault);
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // Some damaged texts end the parser in these ways instead.
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

    /// <summary>A number within limits, both included; another where the key is absent and that is given.</summary>
    /// <param name="key">The key.</param>
    /// <param name="least">The least that it may be.</param>
    /// <param name="most">The most that it may be.</param>
    /// <param name="otherwise">The value where the key is absent; null where it must be there.</param>
    /// <exception cref="InvalidInputException">It is missing, no number, or outside the limits.</exception>
    public double NumberBetween(string key, double least, double most, double? otherwise = null) =>
        otherwise is { } value && !Has(key) ? value
        : Find(key) is YamlScalarNode { Value: { } text } && TryNumber(text, out var number) && number >= least && number <= most ? number
        : throw Missing(key, $"a number from {Short(least)} to {Short(most)}");

    /// <summary>A whole number within limits, both included.</summary>
    /// <exception cref="InvalidInputException">It is missing, no whole number, or outside the limits.</exception>
    public int IntegerBetween(string key, int least, int most) =>
        Find(key) is YamlScalarNode { Value: { } text } && TryNumber(text, out var number) && IsWhole(number) && number >= least && number <= most
            ? (int)number
            : throw Missing(key, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    /// <summary>A pair of numbers within limits, such as <c>[0.5, 2]</c>.</summary>
    /// <exception cref="InvalidInputException">It is missing, not two numbers, or one is outside the limits.</exception>
    public (double First, double Second) PairBetween(string key, double least, double most) =>
        TryPair(key, out var pair) && Math.Min(pair.First, pair.Second) >= least && Math.Max(pair.First, pair.Second) <= most
            ? pair
            : throw Missing(key, $"two numbers from {Short(least)} to {Short(most)}");

    /// <summary>A range [least, most] of numbers within limits.</summary>
    /// <exception cref="InvalidInputException">It is missing, not two ascending numbers, or one is outside the limits.</exception>
    public (double Least, double Most) RangeBetween(string key, double least, double most) =>
        TryPair(key, out var pair) && pair.First >= least && pair.Second <= most && pair.First <= pair.Second
            ? pair
            : throw Missing(key, $"[least, most] from {Short(least)} to {Short(most)}");

    /// <summary>A range [least, most] of whole numbers within limits.</summary>
    /// <exception cref="InvalidInputException">It is missing, not two ascending whole numbers, or one is outside the limits.</exception>
    public (int Least, int Most) CountsBetween(string key, int least, int most) =>
        TryPair(key, out var pair) && IsWhole(pair.First) && IsWhole(pair.Second)
        && pair.First >= least && pair.Second <= most && pair.First <= pair.Second
            ? ((int)pair.First, (int)pair.Second)
            : throw Missing(key, $"[least, most], whole numbers from {Short(least)} to {Short(most)}");

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

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static bool IsWhole(double number) => number == Math.Round(number);

    private static string Short(double number) => number.ToString("0.########", CultureInfo.InvariantCulture);

    private bool TryPair(string key, out (double First, double Second) pair)
    {
        pair = default;
        return Find(key) is YamlSequenceNode { Children: [YamlScalarNode { Value: { } first }, YamlScalarNode { Value: { } second }] }
            && TryNumber(first, out pair.First)
            && TryNumber(second, out pair.Second);
    }

    private YamlNode? Find(string key) => _node.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private InvalidInputException Missing(string key, string wanted) =>
        new(Find(key) is { } node
            ? $"{Source}, line {node.Start.Line}: '{key}' must be {wanted}"
            : $"{Source}: '{key}' is missing; add it with {wanted}");
}
