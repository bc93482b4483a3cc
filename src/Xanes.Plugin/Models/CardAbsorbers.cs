using System.Collections.Concurrent;
using Xanes.Interop;

namespace Xanes.Plugin.Models;

/// <summary>Which element each card is for; a card is read again only after it has changed.</summary>
internal sealed class CardAbsorbers
{
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
            return ChemicalElement.TryGetAtomicNumber(YamlMap.ReadFile(card).Text("absorber"), out var number) ? ChemicalElement.Symbol(number) : null;
        }
        catch (InvalidInputException)
        {
            // 'xanes models list' and 'xanes doctor' tell of damaged cards.
            return null;
        }
    }
}
