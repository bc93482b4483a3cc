using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Fdmnes;

/// <summary>The least distance between atoms that FDMNES accepts.</summary>
internal static class FdmnesDistances
{
    private const double Minimum = 0.7;

    /// <summary>Checks all pairs of a structure, periodic images included.</summary>
    /// <exception cref="InvalidInputException">Two atoms are closer than 0.7 Å.</exception>
    public static void Check(AtomicStructure structure)
    {
        var spec = new ClusterSpec(Minimum, [.. structure.AtomicNumbers.ToArray().Distinct().Order()], ignoreUnlisted: false);
        var cluster = new Cluster();
        for (var atom = 0; atom < structure.Count; atom++)
        {
            ClusterBuilder.Build(structure.View, atom, spec, cluster);
            if (cluster.Count > 0 && cluster.Radius[0] < Minimum)
            {
                throw new InvalidInputException(
                    $"{structure.View.NameAtom(atom)} and {structure.View.NameAtom(cluster.Source[0])} are {cluster.Radius[0]:0.###} Å apart, " +
                    $"closer than the {Minimum} Å that FDMNES accepts; correct the positions");
            }
        }
    }
}
