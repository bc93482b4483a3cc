using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>One direction of a grid of boxes: along it a coordinate runs from 0 to 1 over the cell or over all atoms.</summary>
/// <param name="Direction">The coordinate's gradient in 1/Å.</param>
/// <param name="Lowest">What is taken off the coordinate.</param>
/// <param name="IsPeriodic">Whether it goes on beyond 1 in the next cell.</param>
/// <param name="Reach">How far the cutoff reaches in it, and a hair more for rounding.</param>
/// <param name="Boxes">The number of boxes.</param>
internal sealed record BoxAxis(Vector3Double Direction, double Lowest, bool IsPeriodic, double Reach, int Boxes)
{
    private const double Hair = 1e-9;

    /// <summary>The three directions of a structure's grid, with no more boxes than atoms.</summary>
    public static BoxAxis[] All(StructureView structure, Lattice lattice, double reach)
    {
        Vector3Double[] directions = structure.Periodic == PeriodicDirections.None
            ? [new(1.0, 0.0, 0.0), new(0.0, 1.0, 0.0), new(0.0, 0.0, 1.0)]
            : lattice.Reciprocals();
        var axes = new BoxAxis[3];
        for (var i = 0; i < 3; i++)
        {
            axes[i] = ((int)structure.Periodic & (1 << i)) != 0
                ? Of(directions[i], 0.0, true, reach)
                : OverAtoms(structure, directions[i], reach);
        }

        while (axes.Aggregate(1.0, (boxes, axis) => boxes * axis.Boxes) > structure.Count)
        {
            var most = Array.IndexOf(axes, axes.MaxBy(axis => axis.Boxes));
            axes[most] = axes[most] with { Boxes = axes[most].Boxes / 2 };
        }

        return axes;
    }

    /// <summary>The box of a place and the cell that it lies in, which is 0 where there is only one.</summary>
    public (int Box, double Cell) Place(Vector3Double position)
    {
        var coordinate = position.Dot(Direction) - Lowest;
        var cell = IsPeriodic ? Math.Floor(coordinate) : 0.0;
        return (Math.Clamp((int)((coordinate - cell) * Boxes), 0, Boxes - 1), cell);
    }

    /// <summary>The first and the last box within reach of a place of the cell at the origin; outside of 0 to the last box they are those of other cells.</summary>
    public (int First, int Last) BoxesAround(Vector3Double position)
    {
        var coordinate = position.Dot(Direction) - Lowest;
        if (!IsPeriodic)
        {
            return (Math.Max(0, (int)Math.Floor((coordinate - Reach) * Boxes)), Math.Min(Boxes - 1, (int)Math.Floor((coordinate + Reach) * Boxes)));
        }

        coordinate -= Math.Floor(coordinate);
        return ((int)Math.Floor((coordinate - Reach) * Boxes), (int)Math.Floor((coordinate + Reach) * Boxes));
    }

    /// <summary>The box of the cell at the origin that one of another cell repeats, and that cell.</summary>
    public (int Box, int Cell) Wrap(int box)
    {
        var cell = (int)Math.Floor((double)box / Boxes);
        return (box - (cell * Boxes), cell);
    }

    private static BoxAxis OverAtoms(StructureView structure, Vector3Double direction, double reach)
    {
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var atom = 0; atom < structure.Count; atom++)
        {
            var position = new Vector3Double(structure.Positions[3 * atom], structure.Positions[(3 * atom) + 1], structure.Positions[(3 * atom) + 2]);
            var coordinate = position.Dot(direction);
            (lowest, highest) = (Math.Min(lowest, coordinate), Math.Max(highest, coordinate));
        }

        var scale = 1.0 / Math.Max(highest - lowest, reach * direction.Length);
        return Of(direction * scale, lowest * scale, false, reach);
    }

    private static BoxAxis Of(Vector3Double direction, double lowest, bool isPeriodic, double reach)
    {
        var share = reach * direction.Length;
        return new BoxAxis(direction, lowest, isPeriodic, (share * (1.0 + Hair)) + Hair, (int)Math.Clamp(1.0 / share, 1.0, 1e4));
    }
}
