using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;

namespace Xanes.Plugin.Models;

/// <summary>Short ways to build YAML; numbers are written so that they read back exactly.</summary>
internal static class YamlNodes
{
    public static YamlScalarNode Text(string text) => new(text);

    public static YamlScalarNode Number(double value) => new(value.ToString("R", CultureInfo.InvariantCulture));

    public static YamlMappingNode Map(params IEnumerable<(string Key, YamlNode Value)> entries)
    {
        var map = new YamlMappingNode();
        foreach (var (key, value) in entries)
        {
            map.Add(key, value);
        }

        return map;
    }

    /// <summary>A mapping on one line.</summary>
    public static YamlMappingNode FlowMap(params IEnumerable<(string Key, YamlNode Value)> entries)
    {
        var map = Map(entries);
        map.Style = MappingStyle.Flow;
        return map;
    }

    public static YamlSequenceNode List(IEnumerable<YamlNode> items) => new(items);

    /// <summary>A list on one line.</summary>
    public static YamlSequenceNode FlowList(IEnumerable<YamlNode> items) => new(items) { Style = SequenceStyle.Flow };

    public static YamlSequenceNode Numbers(IEnumerable<double> values) => FlowList(values.Select(Number));

    public static YamlMappingNode Texts(IEnumerable<KeyValuePair<string, string>> entries) =>
        FlowMap(entries.Select(entry => (entry.Key, (YamlNode)Text(entry.Value))));

    public static YamlMappingNode Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    /// <summary>A document's text. The serialiser of the library would do the same by reflection.</summary>
    public static string Write(YamlNode node)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, EmitterSettings.Default.WithNewLine("\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        ((IYamlConvertible)node).Write(emitter, (_, _) => throw new InvalidOperationException("A node holds nodes alone."));
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }
}
