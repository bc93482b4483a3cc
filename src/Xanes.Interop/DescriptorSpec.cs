using System.Globalization;
using System.Text;

namespace Xanes.Interop;

/// <summary>
/// What a descriptor is made of: a kind (<c>pair-rdf</c>, ...) with its parameters. The kind's featuriser knows which
/// parameters it takes; nothing else needs to.
/// </summary>
public sealed class DescriptorSpec
{
    private readonly IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> _parameters;

    private DescriptorSpec(string kind, string source, IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> parameters)
    {
        Kind = kind;
        Source = source;
        _parameters = parameters;
    }

    /// <summary>The featuriser's name.</summary>
    public string Kind { get; }

    /// <summary>Where the spec came from, for messages.</summary>
    public string Source { get; }

    /// <summary>The names of the parameters that are given, in their order.</summary>
    public IEnumerable<string> Names => _parameters.Select(parameter => parameter.Key);

    /// <summary>The symbol of the absorbing element, where the spec names one.</summary>
    public string? Absorber => Has("absorber") ? Text("absorber", "") : null;

    /// <summary>Takes a spec from a YAML mapping with a <c>kind</c>.</summary>
    /// <exception cref="InvalidInputException">The kind is missing or a value is neither a text nor a list.</exception>
    public static DescriptorSpec FromYaml(YamlMap map) =>
        new(
            map.Text("kind"),
            map.Source,
            [.. map.Keys.Where(key => key != "kind").Select(key => KeyValuePair.Create(key, map.Texts(key)))]);

    /// <summary>Reads a spec file.</summary>
    /// <exception cref="InvalidInputException">The file is missing or is no spec.</exception>
    public static DescriptorSpec ReadFile(string path) => FromYaml(YamlMap.ReadFile(path));

    /// <summary>Reads a spec from YAML text.</summary>
    /// <exception cref="InvalidInputException">The text is no spec.</exception>
    public static DescriptorSpec Parse(string text, string source = "descriptor spec") => FromYaml(YamlMap.Parse(text, source));

    /// <summary>Whether a parameter is given.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A text parameter, or another text where it is not given.</summary>
    public string Text(string name, string otherwise) => Find(name) is not { } values
        ? otherwise
        : values is [var value] ? value : throw Fault(name, "one value, not a list");

    /// <summary>A number, or another where it is not given.</summary>
    public double Number(string name, double otherwise)
    {
        var text = Text(name, "");
        if (text.Length == 0)
        {
            return otherwise;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Fault(name, "a finite number");
    }

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> List(string name) => Find(name) ?? throw Fault(name, "given: a list of symbols such as [O, Si, Fe]");

    /// <summary>The same spec with one parameter set.</summary>
    public DescriptorSpec With(string name, params IReadOnlyList<string> values)
    {
        var parameter = KeyValuePair.Create(name, values);
        return new DescriptorSpec(
            Kind,
            Source,
            Has(name) ? [.. _parameters.Select(old => old.Key == name ? parameter : old)] : [.. _parameters, parameter]);
    }

    /// <summary>The same spec with one number set.</summary>
    public DescriptorSpec With(string name, double value) => With(name, [value.ToString("R", CultureInfo.InvariantCulture)]);

    /// <summary>A fault of one parameter as a message that names the spec.</summary>
    public InvalidInputException Fault(string name, string mustBe) => new($"{Source}: '{name}' must be {mustBe}");

    /// <summary>The spec as YAML text, each line indented by a number of spaces.</summary>
    public string ToYaml(int indent = 0)
    {
        var text = new StringBuilder();
        var margin = new string(' ', indent);
        text.Append(CultureInfo.InvariantCulture, $"{margin}kind: {Kind}\n");
        foreach (var (name, values) in _parameters)
        {
            var isList = values.Count != 1 || name == "elements";
            text.Append(CultureInfo.InvariantCulture, $"{margin}{name}: {(isList ? $"[{string.Join(", ", values)}]" : values[0])}\n");
        }

        return text.ToString();
    }

    private IReadOnlyList<string>? Find(string name)
    {
        foreach (var (key, values) in _parameters)
        {
            if (key == name)
            {
                return values;
            }
        }

        return null;
    }
}
