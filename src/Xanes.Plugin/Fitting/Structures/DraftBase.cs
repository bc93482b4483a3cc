using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Fitting.Structures;

/// <summary>The atoms that a draft begins with.</summary>
/// <param name="Numbers">Atomic numbers, [n], the absorber first.</param>
/// <param name="Positions">Positions in Å, [n,3].</param>
/// <param name="Source">The index of each atom in the start structure, [n].</param>
/// <param name="Cell">The cell, [3,3]; empty where there is none.</param>
/// <param name="Periodic">The directions along which it repeats.</param>
internal sealed record DraftBase(int[] Numbers, double[] Positions, int[] Source, double[] Cell, PeriodicDirections Periodic)
{
    /// <summary>The surroundings of an absorber, which stands at the origin.</summary>
    /// <param name="structure">The start.</param>
    /// <param name="absorber">The absorber's 0-based index.</param>
    /// <param name="radius">How far atoms of a crystal are taken, in Å; of a cluster all are.</param>
    public static DraftBase Around(AtomicStructure structure, int absorber, double radius)
    {
        var origin = structure.Position(absorber);
        List<(int Number, int Source, Vector3Double Place)> atoms = [(structure.AtomicNumbers[absorber], absorber, default)];
        if (structure.Periodic == PeriodicDirections.None)
        {
            for (var atom = 0; atom < structure.Count; atom++)
            {
                if (atom != absorber)
                {
                    atoms.Add((structure.AtomicNumbers[atom], atom, structure.Position(atom) - origin));
                }
            }
        }
        else
        {
            var spec = new ClusterSpec(radius, [.. structure.AtomicNumbers.ToArray().Distinct().Order()], ignoreUnlisted: false);
            var cluster = new Cluster();
            ClusterBuilder.Build(structure.View, absorber, spec, cluster);
            for (var atom = 0; atom < cluster.Count; atom++)
            {
                var place = new Vector3Double(cluster.X[atom], cluster.Y[atom], cluster.Z[atom]) - cluster.Origin;
                atoms.Add((structure.AtomicNumbers[cluster.Source[atom]], cluster.Source[atom], place));
            }
        }

        return new DraftBase(
            [.. atoms.Select(atom => atom.Number)],
            [.. atoms.SelectMany(atom => new[] { atom.Place.X, atom.Place.Y, atom.Place.Z })],
            [.. atoms.Select(atom => atom.Source)],
            [],
            PeriodicDirections.None);
    }

    /// <summary>The start as it is, but for the absorber, which comes first.</summary>
    public static DraftBase Whole(AtomicStructure structure, int absorber)
    {
        int[] order = [absorber, .. Enumerable.Range(0, structure.Count).Where(atom => atom != absorber)];
        return new DraftBase(
            [.. order.Select(atom => structure.AtomicNumbers[atom])],
            [.. order.Select(structure.Position).SelectMany(place => new[] { place.X, place.Y, place.Z })],
            order,
            structure.Cell.ToArray(),
            structure.Periodic);
    }
}
