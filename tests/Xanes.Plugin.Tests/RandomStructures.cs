using Xanes.Interop;

namespace Xanes.Plugin.Tests;

/// <summary>Seeded random structures of O, Si and Ag around an Ag (atom 0), no two atoms closer than 0.7 Å.</summary>
internal static class RandomStructures
{
    private static readonly int[] Elements = [8, 14, 47];

    public static AtomicStructure Isolated(Random random, int atoms)
    {
        var positions = new List<Vector3Double> { new(0.0, 0.0, 0.0) };
        while (positions.Count < atoms)
        {
            var candidate = new Vector3Double(Coordinate(random), Coordinate(random), Coordinate(random));
            if (positions.All(position => (position - candidate).Length > 0.7))
            {
                positions.Add(candidate);
            }
        }

        return Make(random, positions, [], PeriodicDirections.None);
    }

    public static AtomicStructure Periodic(Random random, PeriodicDirections periodic)
    {
        while (true)
        {
            double[] cell =
            [
                4.0 + (4.0 * random.NextDouble()), random.NextDouble(), random.NextDouble(),
                random.NextDouble(), 4.0 + (4.0 * random.NextDouble()), -random.NextDouble(),
                -random.NextDouble(), random.NextDouble(), 4.0 + (4.0 * random.NextDouble()),
            ];
            var positions = Enumerable.Range(0, 6)
                .Select(_ => new Vector3Double(Coordinate(random), Coordinate(random), Coordinate(random))).ToList();
            var structure = Make(random, positions, cell, periodic);
            if (ImagesKeepApart(structure))
            {
                return structure;
            }
        }
    }

    public static AtomicStructure Make(
        IReadOnlyList<int> elements, IReadOnlyList<Vector3Double> positions, ReadOnlySpan<double> cell, PeriodicDirections periodic) =>
        new([.. elements], [.. positions.SelectMany(position => new[] { position.X, position.Y, position.Z })], cell, periodic);

    private static AtomicStructure Make(Random random, List<Vector3Double> positions, double[] cell, PeriodicDirections periodic) =>
        Make([47, .. positions.Skip(1).Select(_ => Elements[random.Next(3)])], positions, cell, periodic);

    private static bool ImagesKeepApart(AtomicStructure structure)
    {
        for (var i = 0; i < structure.Count; i++)
        {
            for (var j = 0; j < structure.Count; j++)
            {
                for (var image = 0; image < 27; image++)
                {
                    int[] shift = [(image % 3) - 1, (image / 3 % 3) - 1, (image / 9) - 1];
                    var moved = structure.Position(j);
                    for (var axis = 0; axis < 3; axis++)
                    {
                        var vector = new Vector3Double(structure.Cell[3 * axis], structure.Cell[(3 * axis) + 1], structure.Cell[(3 * axis) + 2]);
                        moved += vector * shift[axis];
                    }

                    if ((i != j || image != 13) && (moved - structure.Position(i)).Length < 0.7)
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    private static double Coordinate(Random random) => (7.0 * random.NextDouble()) - 3.5;
}
