using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>The data items of one CIF data block: each tag with its values, one for a single item, many for a loop's column.</summary>
internal sealed class CifBlock
{
    private readonly Dictionary<string, List<CifToken>> _columns = new(StringComparer.Ordinal);

    private CifBlock()
    {
    }

    /// <summary>Sorts the words of a block by tag.</summary>
    /// <exception cref="InvalidInputException">A tag without a value, a value without a tag, or a loop whose last row is short.</exception>
    public static CifBlock Parse(IReadOnlyList<CifToken> tokens, FramePlace place)
    {
        var block = new CifBlock();
        var at = 0;
        while (at < tokens.Count)
        {
            var token = tokens[at];
            place.Line = token.Line;
            if (token.IsLoop)
            {
                block.AddLoop(tokens, ref at);
            }
            else if (token.IsTag)
            {
                if (at + 1 >= tokens.Count || !tokens[at + 1].IsValue)
                {
                    throw new InvalidInputException($"{token.Text} has no value; give one, or ? where it is unknown");
                }

                block._columns[Normalised(token.Text)] = [tokens[at + 1]];
                at += 2;
            }
            else if (token.IsFrame)
            {
                at++;
            }
            else
            {
                throw new InvalidInputException($"'{token.Text}' belongs to no data name; correct the line");
            }
        }

        return block;
    }

    /// <summary>The values of the first of some tags that is there and says something; null where none does.</summary>
    public IReadOnlyList<CifToken>? Column(params ReadOnlySpan<string> tags)
    {
        foreach (var tag in tags)
        {
            if (_columns.TryGetValue(tag, out var column) && column.Exists(token => !token.IsBlank))
            {
                return column;
            }
        }

        return null;
    }

    /// <summary>The dictionaries' newer spelling with a dot (<c>_cell.length_a</c>) names the same item.</summary>
    private static string Normalised(string tag) => tag.ToLowerInvariant().Replace('.', '_');

    private void AddLoop(IReadOnlyList<CifToken> tokens, ref int at)
    {
        at++;
        var columns = new List<List<CifToken>>();
        for (; at < tokens.Count && tokens[at].IsTag; at++)
        {
            columns.Add([]);
            _columns[Normalised(tokens[at].Text)] = columns[^1];
        }

        if (columns.Count == 0)
        {
            throw new InvalidInputException("loop_ names no columns; correct it");
        }

        var count = 0;
        for (; at < tokens.Count && tokens[at].IsValue; at++)
        {
            columns[count++ % columns.Count].Add(tokens[at]);
        }

        if (count % columns.Count != 0)
        {
            throw new InvalidInputException(
                $"this loop_ has {Counted.Of(count, "value")} for {columns.Count} columns, so its last row is short; the file is truncated or a value is missing");
        }
    }
}
