using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>Cuts a cluster out of a structure as atoms around the absorber, which is left out, with positions from it on.</summary>
public static class ClusterCut
{
    /// <summary>The atoms within a cutoff, periodic images included, by their distance.</summary>
    /// <param name="structure">The structure.</param>
    /// <param name="absorber">The absorber's 0-based index.</param>
    /// <param name="cutoff">The cutoff in Å.</param>
    /// <exception cref="InvalidInputException">No such absorber, or an atom closer than 0.5 Å to it.</exception>
    public static IReadOnlyList<(int AtomicNumber, Vector3Double Position)> Within(AtomicStructure structure, int absorber, double cutoff)
    {
        var spec = new ClusterSpec(cutoff, [.. structure.AtomicNumbers.ToArray().Distinct().Order()], ignoreUnlisted: false);
        var cluster = new Cluster();
        ClusterBuilder.Build(structure.View, absorber, spec, cluster);
        var atoms = new List<(int AtomicNumber, Vector3Double Position)>(cluster.Count);
        for (var atom = 0; atom < cluster.Count; atom++)
        {
            var position = new Vector3Double(cluster.X[atom], cluster.Y[atom], cluster.Z[atom]) - cluster.Origin;
            atoms.Add((structure.AtomicNumbers[cluster.Source[atom]], position));
        }

        // Rounded, so that atoms of one shell keep their order on every machine.
        return [.. atoms.OrderBy(atom => Math.Round(atom.Position.Length, 6)).ThenBy(atom => atom.AtomicNumber)];
    }

    /// <summary>All other atoms of a structure that is not periodic, in their order.</summary>
    public static IReadOnlyList<(int AtomicNumber, Vector3Double Position)> Whole(AtomicStructure structure, int absorber)
    {
        var origin = structure.Position(absorber);
        return
        [
            .. Enumerable.Range(0, structure.Count).Where(atom => atom != absorber)
                .Select(atom => (structure.AtomicNumbers[atom], structure.Position(atom) - origin)),
        ];
    }

    /// <summary>The structure of an absorber at the origin and its surroundings.</summary>
    public static AtomicStructure ToStructure(int absorber, IReadOnlyList<(int AtomicNumber, Vector3Double Position)> surroundings) =>
        new(
            [absorber, .. surroundings.Select(atom => atom.AtomicNumber)],
            [0.0, 0.0, 0.0, .. surroundings.SelectMany(atom => new[] { atom.Position.X, atom.Position.Y, atom.Position.Z })]);
}
