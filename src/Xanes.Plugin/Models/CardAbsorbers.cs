using System.Collections.Concurrent;
using Xanes.Interop;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Xanes.Plugin.Models;

/// <summary>
/// Which element each card is for. A card is read down to that line alone, since the rest takes a hundred times as long, and again only
/// after it has changed.
/// </summary>
internal sealed class CardAbsorbers
{
    private const string Key = "absorber";

    private readonly ConcurrentDictionary<string, (DateTime Written, string? Absorber)> _known = new();

    /// <summary>The absorber's symbol; null where the card cannot be read.</summary>
    public string? Of(string card)
    {
        var written = File.GetLastWriteTimeUtc(card);
        if (_known.TryGetValue(card, out var known) && known.Written == written)
        {
            return known.Absorber;
        }

        var absorber = Read(card);
        _known[card] = (written, absorber);
        return absorber;
    }

    private static string? Read(string card)
    {
        try
        {
            using var text = new StreamReader(card);
            return ChemicalElement.TryGetAtomicNumber(Value(new Parser(text)) ?? "", out var number) ? ChemicalElement.Symbol(number) : null;
        }
        catch (Exception fault) when (fault is YamlException or IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            // 'xanes models list' and 'xanes doctor' tell of damaged cards.
            return null;
        }
    }

    /// <summary>The text behind the key in the outermost mapping; null where there is none.</summary>
    private static string? Value(Parser parser)
    {
        var depth = 0;
        string? key = null;
        while (parser.MoveNext())
        {
            var below = parser.Current is MappingStart or SequenceStart ? ++depth
                : parser.Current is MappingEnd or SequenceEnd ? --depth
                : depth;
            if (below != 1 || parser.Current is MappingStart)
            {
                continue;
            }

            if (parser.Current is SequenceStart)
            {
                return null;
            }

            if (key == Key)
            {
                return (parser.Current as Scalar)?.Value;
            }

            // Keys and values take turns; a value may also be a list or a mapping that has ended just now.
            key = key is null ? (parser.Current as Scalar)?.Value ?? "" : null;
        }

        return null;
    }
}
