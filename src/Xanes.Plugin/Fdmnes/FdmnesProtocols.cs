using Xanes.Interop;

namespace Xanes.Plugin.Fdmnes;

/// <summary>The protocols that are shipped with the plugin.</summary>
public static class FdmnesProtocols
{
    private const string Prefix = "Xanes.Plugin.Fdmnes.Protocols.";
    private const string Suffix = ".yaml";

    private static readonly Dictionary<int, string> Defaults = new() { [47] = "ag-k-green-2" };

    /// <summary>The names of the shipped protocols.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        .. typeof(FdmnesProtocols).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of a shipped protocol or of a protocol file.</summary>
    /// <exception cref="InvalidInputException">There is neither.</exception>
    public static string ReadText(string idOrPath)
    {
        using var stream = typeof(FdmnesProtocols).Assembly.GetManifestResourceStream($"{Prefix}{idOrPath}{Suffix}");
        if (stream is not null)
        {
            return new StreamReader(stream).ReadToEnd();
        }

        return File.Exists(idOrPath)
            ? YamlMap.ReadText(idOrPath)
            : throw new InvalidInputException(
                $"protocol '{idOrPath}': is neither shipped ({string.Join(", ", Ids)}) nor a file; name one of these or give a protocol file");
    }

    /// <summary>The shipped protocol that is taken for one of some elements where none is named.</summary>
    /// <param name="elements">The atomic numbers of the atoms that may absorb.</param>
    /// <exception cref="InvalidInputException">None is for any of them, or several are.</exception>
    public static string DefaultFor(IReadOnlyCollection<int> elements)
    {
        int[] known = [.. elements.Distinct().Order().Where(Defaults.ContainsKey)];
        if (known is [var absorber])
        {
            return Defaults[absorber];
        }

        throw new InvalidInputException(known.Length > 1
            ? $"protocols for {string.Join(" and ", known.Select(ChemicalElement.Symbol))} are shipped; name one with --protocol ({string.Join(", ", known.Select(element => Defaults[element]))})"
            : $"no shipped protocol has the absorber {string.Join(" or ", elements.Distinct().Order().Select(ChemicalElement.Symbol))}; make one with " +
              "'xanes protocol new --absorber SYMBOL --elements E,E' and name it with --protocol");
    }

    /// <summary>What a protocol or preset is for: its first comment, in one line.</summary>
    public static string Summary(string text) => string.Join(' ', text.ReplaceLineEndings("\n").Split('\n')
        .TakeWhile(line => line.StartsWith('#'))
        .Select(line => line.TrimStart('#', ' ')));

    internal static YamlMap Read(string idOrPath) => YamlMap.Parse(ReadText(idOrPath), $"protocol {idOrPath}");
}
