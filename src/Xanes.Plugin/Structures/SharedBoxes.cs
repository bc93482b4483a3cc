using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>The boxes of large structures that several sites of a list are of; made once and shared by all threads.</summary>
/// <param name="sites">The sites.</param>
/// <param name="spec">What clusters are cut by.</param>
internal sealed class SharedBoxes(ISiteList sites, ClusterSpec spec)
{
    private readonly Lock _making = new();
    private volatile SiteBoxes? _last;

    /// <summary>The boxes of a site's structure; null where it is small or no other site beside this one is of it.</summary>
    /// <param name="site">The site.</param>
    /// <param name="structure">Its structure.</param>
    /// <param name="before">The boxes of the site that the same thread had before.</param>
    public SiteBoxes? For(int site, StructureView structure, SiteBoxes? before)
    {
        if (structure.Count < AtomBoxes.FewestAtoms)
        {
            return null;
        }

        if (IsOf(before, structure))
        {
            return before;
        }

        if (!IsOf(_last, structure))
        {
            if (!IsStructureOf(site + 1, structure))
            {
                return null;
            }

            lock (_making)
            {
                if (!IsOf(_last, structure))
                {
                    _last = new SiteBoxes(site, AtomBoxes.Of(structure, spec.MaximumRadius * spec.Margin));
                }

                return _last;
            }
        }

        return _last;
    }

    private bool IsOf(SiteBoxes? boxes, StructureView structure) => boxes is not null && IsStructureOf(boxes.Site, structure);

    private bool IsStructureOf(int site, StructureView structure)
    {
        if (site >= sites.Count)
        {
            return false;
        }

        try
        {
            var other = sites.Structure(site);
            return other.Positions == structure.Positions && other.Cell == structure.Cell && other.Periodic == structure.Periodic;
        }
        catch (InvalidInputException)
        {
            return false;
        }
    }
}

/// <summary>The boxes of the structure of a site; null inside where it has none.</summary>
internal sealed record SiteBoxes(int Site, AtomBoxes? Boxes);
