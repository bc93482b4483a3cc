using Xanes.Interop;

namespace Xanes.Plugin.Tests;

/// <summary>Changes of a structure that leave its physics alone.</summary>
internal static class RigidMotion
{
    /// <summary>Rotates, half the time mirrors, moves and renumbers a structure; gives the absorber's new index.</summary>
    public static (AtomicStructure Moved, int Absorber) Apply(Random random, AtomicStructure structure, int absorber)
    {
        var axes = RandomAxes(random);
        var shift = new Vector3Double(10.0 * random.NextDouble(), 10.0 * random.NextDouble(), 10.0 * random.NextDouble());
        var order = Enumerable.Range(0, structure.Count).ToArray();
        random.Shuffle(order);
        var cell = new List<double>();
        for (var i = 0; i < structure.Cell.Length; i += 3)
        {
            var vector = Turn(axes, new Vector3Double(structure.Cell[i], structure.Cell[i + 1], structure.Cell[i + 2]));
            cell.AddRange([vector.X, vector.Y, vector.Z]);
        }

        var moved = RandomStructures.Make(
            [.. order.Select(i => structure.AtomicNumbers[i])],
            [.. order.Select(i => Turn(axes, structure.Position(i)) + shift)],
            cell.ToArray(),
            structure.Periodic);
        return (moved, Array.IndexOf(order, absorber));
    }

    /// <summary>The same crystal with a cell twice as long along its first vector.</summary>
    public static AtomicStructure Doubled(AtomicStructure structure)
    {
        var cell = structure.Cell.ToArray();
        var first = new Vector3Double(cell[0], cell[1], cell[2]);
        var atoms = Enumerable.Range(0, structure.Count).ToArray();
        double[] doubled = [2 * cell[0], 2 * cell[1], 2 * cell[2], .. cell[3..]];
        return RandomStructures.Make(
            [.. atoms.Concat(atoms).Select(i => structure.AtomicNumbers[i])],
            [.. atoms.Select(structure.Position), .. atoms.Select(i => structure.Position(i) + first)],
            doubled,
            structure.Periodic);
    }

    private static Vector3Double[] RandomAxes(Random random)
    {
        var first = Direction(random);
        var second = first.Cross(Direction(random));
        second *= 1.0 / second.Length;
        var third = first.Cross(second) * (random.Next(2) == 0 ? 1.0 : -1.0);
        return [first, second, third];
    }

    private static Vector3Double Direction(Random random)
    {
        var vector = new Vector3Double(random.NextDouble() - 0.5, random.NextDouble() - 0.5, random.NextDouble() - 0.5);
        return vector * (1.0 / vector.Length);
    }

    private static Vector3Double Turn(Vector3Double[] axes, Vector3Double vector) =>
        new(axes[0].Dot(vector), axes[1].Dot(vector), axes[2].Dot(vector));
}
