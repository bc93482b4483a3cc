using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>Cuts a cluster out of a structure: the absorber first and at the origin, the others by their distance to it.</summary>
internal static class ClusterCut
{
    /// <summary>The atoms within a cutoff, periodic images included.</summary>
    /// <param name="structure">The structure.</param>
    /// <param name="absorber">The absorber's 0-based index.</param>
    /// <param name="cutoff">The cutoff in Å; not used for a structure that is not periodic, which is taken whole.</param>
    public static IReadOnlyList<(int AtomicNumber, Vector3Double Position)> Of(AtomicStructure structure, int absorber, double cutoff)
    {
        var origin = structure.Position(absorber);
        if (structure.Periodic == PeriodicDirections.None)
        {
            return
            [
                .. Enumerable.Range(0, structure.Count).Where(atom => atom != absorber)
                    .Select(atom => (structure.AtomicNumbers[atom], structure.Position(atom) - origin)),
            ];
        }

        var spec = new ClusterSpec(cutoff, [.. structure.AtomicNumbers.ToArray().Distinct().Order()], ignoreUnlisted: false);
        var cluster = new Cluster();
        ClusterBuilder.Build(structure.View, absorber, spec, cluster);
        var atoms = new List<(int AtomicNumber, Vector3Double Position)>(cluster.Count);
        for (var atom = 0; atom < cluster.Count; atom++)
        {
            var position = new Vector3Double(cluster.X[atom], cluster.Y[atom], cluster.Z[atom]) - origin;
            atoms.Add((structure.AtomicNumbers[cluster.Source[atom]], position));
        }

        // Rounded, so that atoms of one shell keep their order on every machine.
        return [.. atoms.OrderBy(atom => Math.Round(atom.Position.Length, 6)).ThenBy(atom => atom.AtomicNumber)];
    }
}
