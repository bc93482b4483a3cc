using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>The sites of a list that were found at fault. Safe to use from many threads.</summary>
internal sealed class SiteFaults(bool keepGoing)
{
    private readonly Lock _gate = new();
    private readonly List<InvalidInputException> _found = [];

    /// <summary>The faults in the order of their sites.</summary>
    public IReadOnlyList<InvalidInputException> Ordered => [.. _found.OrderBy(fault => fault.Site)];

    /// <summary>Notes a fault; throws it, with its site, where the work is not to go on.</summary>
    public void Add(int site, InvalidInputException fault)
    {
        var ofSite = fault.AtSite(site);
        if (!keepGoing)
        {
            throw ofSite;
        }

        lock (_gate)
        {
            _found.Add(ofSite);
        }
    }
}
