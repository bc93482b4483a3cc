using Xanes.Interop;

namespace Xanes.Cli.Optimade;

/// <summary>All crystals of a formula that a database has, page by page.</summary>
/// <param name="client">Asks.</param>
/// <param name="limit">The most crystals of one database.</param>
internal sealed class OptimadeSearch(OptimadeClient client, int limit)
{
    private const int MostPages = 50;
    private const int MostOnAPage = 20;

    private const string Fields =
        "chemical_formula_reduced,lattice_vectors,cartesian_site_positions,species,species_at_sites,dimension_types,structure_features";

    /// <summary>Finds crystals.</summary>
    /// <param name="provider">The database.</param>
    /// <param name="formula">The reduced formula.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The crystals, and why entries were left out.</returns>
    /// <exception cref="OptimadeFault">The database does not answer as it should.</exception>
    public async Task<(IReadOnlyList<OptimadeCrystal> Crystals, IReadOnlyList<string> LeftOut)> FindAsync(
        OptimadeProvider provider, string formula, CancellationToken cancellation)
    {
        var (crystals, leftOut, seen) = (new List<OptimadeCrystal>(), new List<string>(), new HashSet<string>());
        Uri? address = FirstPage(provider, formula);
        for (var page = 0; address is not null && crystals.Count < limit; page++)
        {
            if (page == MostPages || !seen.Add(address.AbsoluteUri))
            {
                leftOut.Add($"{provider.Id}: its pages do not end; what the first {page} hold is taken");
                break;
            }

            var body = await client.GetAsync(provider, address, cancellation).ConfigureAwait(false);
            var read = OptimadePage.Read(provider, body);
            client.Keep(address, body);
            foreach (var entry in read.Entries.TakeWhile(_ => crystals.Count < limit))
            {
                try
                {
                    crystals.Add(OptimadeEntry.Read(provider, entry));
                }
                catch (InvalidInputException fault)
                {
                    leftOut.Add(fault.Message);
                }
            }

            address = NextPage(provider, address, read.Next);
        }

        return (crystals, leftOut);
    }

    private Uri FirstPage(OptimadeProvider provider, string formula)
    {
        var path = provider.BaseUrl.AbsoluteUri.TrimEnd('/');
        var version = path.EndsWith("/v1", StringComparison.Ordinal) ? "" : "/v1";
        var filter = Uri.EscapeDataString($"chemical_formula_reduced=\"{formula}\"");
        return new Uri($"{path}{version}/structures?filter={filter}&response_format=json&response_fields={Fields}&page_limit={Math.Min(limit, MostOnAPage)}");
    }

    /// <summary>The next page, on the same host alone; servers behind others often name it without TLS.</summary>
    private static Uri? NextPage(OptimadeProvider provider, Uri address, string? next)
    {
        if (string.IsNullOrWhiteSpace(next))
        {
            return null;
        }

        if (!Uri.TryCreate(address, next, out var url) || url.Scheme is not ("http" or "https") || url.Host != address.Host)
        {
            throw new OptimadeFault($"{provider.Id}: names a next page elsewhere, which is not followed; lower --limit to take the first page");
        }

        return address.Scheme == "https" && url.Scheme == "http" ? new UriBuilder(url) { Scheme = "https", Port = address.Port }.Uri : url;
    }
}
