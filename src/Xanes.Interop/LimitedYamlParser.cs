using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Xanes.Interop;

/// <summary>
/// Passes on the events of a YAML text as long as it stays small with every alias (<c>*name</c>) written out, so that whoever
/// walks the values needs neither a deep stack nor much time.
/// </summary>
/// <param name="inner">The parser of the text.</param>
/// <param name="source">Where the text came from, for messages.</param>
internal sealed class LimitedYamlParser(IParser inner, string source) : IParser
{
    /// <summary>How deep lists and mappings may lie in each other.</summary>
    public const int MaximumDepth = 64;

    /// <summary>How many values a text may hold.</summary>
    public const int MaximumValues = 2_000_000;

    private readonly Stack<Node> _open = new();
    private readonly Dictionary<string, Node> _named = [];

    /// <inheritdoc/>
    public ParsingEvent? Current => inner.Current;

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">The text is too deep or too large, or an alias stands within what it names.</exception>
    public bool MoveNext()
    {
        if (!inner.MoveNext())
        {
            return false;
        }

        switch (inner.Current)
        {
            case MappingStart or SequenceStart:
                Open(NameOf((NodeEvent)inner.Current));
                CheckDepth(_open.Count);
                break;
            case MappingEnd or SequenceEnd:
                Close(_open.Pop());
                break;
            case Scalar scalar:
                Close(new Node(NameOf(scalar)));
                break;
            case AnchorAlias alias:
                Add(_named.TryGetValue(alias.Value.Value, out var named)
                    ? named
                    : throw Fault($"'*{alias.Value.Value}' names no value that ends before it; write the value out"));
                break;
        }

        return true;
    }

    private static string TooDeep => string.Create(
        CultureInfo.InvariantCulture, $"lists and mappings lie more than {MaximumDepth} deep in each other; look for brackets that are not closed");

    private static string TooLarge => string.Create(
        CultureInfo.InvariantCulture, $"there are more than {MaximumValues:N0} values with all '*names' written out; write less");

    private static string? NameOf(NodeEvent node) => node.Anchor.IsEmpty ? null : node.Anchor.Value;

    private void Open(string? name)
    {
        if (name is not null)
        {
            _named.Remove(name);
        }

        _open.Push(new Node(name));
    }

    private void Close(Node node)
    {
        if (node.Name is { } name)
        {
            _named[name] = node;
        }

        Add(node);
    }

    private void Add(Node node)
    {
        if (!_open.TryPeek(out var parent))
        {
            return;
        }

        parent.Depth = Math.Max(parent.Depth, node.Depth + 1);
        parent.Values += node.Values;
        CheckDepth(_open.Count + node.Depth);
        if (parent.Values > MaximumValues)
        {
            throw Fault(TooLarge);
        }
    }

    private void CheckDepth(int depth)
    {
        if (depth > MaximumDepth)
        {
            throw Fault(TooDeep);
        }
    }

    private InvalidInputException Fault(string fault) => new($"{source}, line {inner.Current!.Start.Line}: {fault}");

    /// <summary>A value with all that it holds.</summary>
    private sealed class Node(string? name)
    {
        public string? Name { get; } = name;

        /// <summary>Levels below it.</summary>
        public int Depth { get; set; }

        public int Values { get; set; } = 1;
    }
}
