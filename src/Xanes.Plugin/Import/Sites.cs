using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Import;

/// <summary>The atoms of the absorbing element in a structure.</summary>
internal static class Sites
{
    private const double Reach = 6.0;
    private const double SameDistance = 0.02;

    /// <summary>The 0-based index of the element's only atom; null where there are several.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static int? OnlyOne(AtomicStructure structure, string element) =>
        AbsorberSelection.Parse(element).Resolve(structure) is [var only] ? only : null;

    /// <summary>
    /// An atom that all atoms of the element are like: neighbours of the same elements at the same distances (to 0.02 Å) within 6 Å. Then
    /// the mean of their spectra is the spectrum of each.
    /// </summary>
    /// <returns>Null where they are not alike.</returns>
    public static int? Typical(AtomicStructure structure, string element)
    {
        var sites = AbsorberSelection.Parse(element).Resolve(structure);
        var spec = new ClusterSpec(Reach, [.. structure.AtomicNumbers.ToArray().Distinct().Order()], ignoreUnlisted: false);
        var first = Shells(structure, sites[0], spec);
        return sites.Skip(1).All(site => Alike(first, Shells(structure, site, spec))) ? sites[0] : null;
    }

    private static (int Species, double Radius)[] Shells(AtomicStructure structure, int site, ClusterSpec spec)
    {
        var cluster = new Cluster();
        ClusterBuilder.Build(structure.View, site, spec, cluster);
        var radii = cluster.Radius.ToArray();
        return
        [
            .. Enumerable.Range(0, cluster.Count).Select(atom => (cluster.SpeciesOf(atom), radii[atom]))
                .Where(atom => atom.Item2 < Reach - SameDistance).Order(),
        ];
    }

    private static bool Alike((int Species, double Radius)[] first, (int Species, double Radius)[] second) =>
        first.Length == second.Length
        && first.Zip(second).All(pair => pair.First.Species == pair.Second.Species && Math.Abs(pair.First.Radius - pair.Second.Radius) <= SameDistance);
}
