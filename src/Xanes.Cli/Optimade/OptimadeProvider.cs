using Xanes.Interop;

namespace Xanes.Cli.Optimade;

/// <summary>A database of crystals that speaks OPTIMADE.</summary>
/// <param name="Id">Its name in identifiers.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="BaseUrl">Its address, without the version.</param>
internal sealed record OptimadeProvider(string Id, string Name, Uri BaseUrl)
{
    /// <summary>Databases by the list that the OPTIMADE consortium keeps (Materials-Consortia/providers).</summary>
    public static IReadOnlyList<OptimadeProvider> Known { get; } =
    [
        new("cod", "Crystallography Open Database: measured crystals", new Uri("https://www.crystallography.net/cod/optimade")),
        new("mp", "The Materials Project: computed crystals", new Uri("https://optimade.materialsproject.org")),
        new("oqmd", "The Open Quantum Materials Database: computed crystals", new Uri("https://oqmd.org/optimade")),
        new("aflow", "AFLOW: computed crystals", new Uri("https://aflow.org/API/optimade")),
        new("alexandria", "Alexandria, PBE: computed crystals", new Uri("https://alexandria.icams.rub.de/pbe")),
        new("alexandria-pbesol", "Alexandria, PBEsol: computed crystals", new Uri("https://alexandria.icams.rub.de/pbesol")),
        new("tcod", "Theoretical Crystallography Open Database", new Uri("https://www.crystallography.net/tcod/optimade")),
    ];

    /// <summary>Those that are asked where none is named.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["cod", "mp", "oqmd", "aflow"];

    /// <summary>A known database, or one by its address.</summary>
    /// <exception cref="InvalidInputException">It is neither.</exception>
    public static OptimadeProvider Of(string idOrUrl)
    {
        if (Known.FirstOrDefault(provider => provider.Id == idOrUrl) is { } known)
        {
            return known;
        }

        return Uri.TryCreate(idOrUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? new OptimadeProvider(url.Host, url.Host, url)
            : throw new InvalidInputException(
                $"provider '{idOrUrl}' is unknown; give one of {string.Join(", ", Known.Select(provider => provider.Id))}, or the address of an OPTIMADE server");
    }
}
