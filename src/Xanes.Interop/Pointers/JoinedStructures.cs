namespace Xanes.Interop.Pointers;

/// <summary>
/// Structures that a host joined into a few arrays of its own memory: the atoms one after the other, and where each
/// structure's begin. The host keeps the arrays alive and unchanged while this is used.
/// </summary>
/// <param name="Structures">The number of structures S.</param>
/// <param name="Offsets">Where each structure's atoms begin, and the end of the last: int64 [S + 1].</param>
/// <param name="AtomicNumbers">int32 [N].</param>
/// <param name="Positions">Å, float64 [N, 3] row-major.</param>
/// <param name="Cells">Cell vectors in Å as rows, float64 [S, 3, 3]; null where nothing repeats.</param>
/// <param name="Periodic"><see cref="PeriodicDirections"/>, int32 [S]; null where nothing repeats.</param>
public readonly unsafe record struct JoinedStructures(
    int Structures, long Offsets, long AtomicNumbers, long Positions, long Cells, long Periodic)
{
    /// <summary>One structure, checked and looked at in place.</summary>
    /// <inheritdoc cref="StructureView(ReadOnlySpan{int}, ReadOnlySpan{double}, ReadOnlySpan{double}, PeriodicDirections)"/>
    public StructureView this[int structure]
    {
        get
        {
            if ((uint)structure >= (uint)Structures)
            {
                throw new InvalidInputException($"no structure with index {structure}: there are {Structures}");
            }

            var offsets = (long*)Offsets;
            var first = offsets[structure];
            var atoms = checked((int)(offsets[structure + 1] - first));
            var periodic = Periodic == 0 ? PeriodicDirections.None : (PeriodicDirections)((int*)Periodic)[structure];
            return new StructureView(
                new ReadOnlySpan<int>((int*)AtomicNumbers + first, atoms),
                new ReadOnlySpan<double>((double*)Positions + (3 * first), 3 * atoms),
                periodic == PeriodicDirections.None ? default : new ReadOnlySpan<double>((double*)Cells + (9L * structure), 9),
                periodic);
        }
    }
}
