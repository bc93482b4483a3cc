using Xanes.Interop;

namespace Xanes.Plugin.Fdmnes;

/// <summary>The protocols that are shipped with the plugin.</summary>
public static class FdmnesProtocols
{
    private const string Prefix = "Xanes.Plugin.Fdmnes.Protocols.";
    private const string Suffix = ".yaml";

    /// <summary>The protocol that is used where none is named.</summary>
    public const string Default = "ag-k-green-2";

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

    internal static YamlMap Read(string idOrPath) => YamlMap.Parse(ReadText(idOrPath), $"protocol {idOrPath}");
}
