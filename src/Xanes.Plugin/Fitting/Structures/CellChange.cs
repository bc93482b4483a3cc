using System.Runtime.InteropServices;
using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Structures;

/// <summary>Stretches everything by a factor, along one cell vector or in all directions, the absorber's place kept.</summary>
/// <param name="vector">The cell vector that is stretched; null for all directions.</param>
/// <param name="reciprocal">Its reciprocal vector: a vector's product with it is the vector's part along the cell vector.</param>
internal sealed class CellChange(Vector3Double? vector, Vector3Double reciprocal) : IStructureChange
{
    /// <inheritdoc/>
    public bool KeepsCrystal => true;

    /// <summary>Makes the change of a start.</summary>
    /// <param name="structure">The start.</param>
    /// <param name="vector">The cell vector, 0 to 2; null for all directions.</param>
    /// <exception cref="InvalidInputException">The start has no cell that could be stretched along one vector.</exception>
    public static CellChange Of(AtomicStructure structure, int? vector)
    {
        if (vector is not { } chosen)
        {
            return new CellChange(null, default);
        }

        if (structure.Periodic != PeriodicDirections.All)
        {
            throw new InvalidInputException("has no three-dimensional cell; write 'cell' alone, which stretches in all directions");
        }

        var cell = MemoryMarshal.Cast<double, Vector3Double>(structure.Cell);
        var normal = cell[(chosen + 1) % 3].Cross(cell[(chosen + 2) % 3]);
        return new CellChange(cell[chosen], normal * (1.0 / normal.Dot(cell[chosen])));
    }

    /// <inheritdoc/>
    public void Apply(StructureDraft draft, double value)
    {
        var origin = draft.Position(0);
        Stretch(draft.Positions, origin, value);
        Stretch(draft.Cell, default, value);
    }

    private void Stretch(Span<double> vectors, Vector3Double origin, double factor)
    {
        foreach (ref var place in MemoryMarshal.Cast<double, Vector3Double>(vectors))
        {
            place = vector is { } along
                ? place + (along * ((factor - 1.0) * (place - origin).Dot(reciprocal)))
                : origin + ((place - origin) * factor);
        }
    }
}
