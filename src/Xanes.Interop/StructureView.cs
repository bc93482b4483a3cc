using System.Globalization;
using System.Runtime.InteropServices;

namespace Xanes.Interop;

/// <summary>
/// Atoms in arrays that belong to the caller, checked but not copied: atomic numbers [n], positions [n,3] row-major in Å,
/// and for periodic structures the cell's three row vectors [3,3] in Å.
/// </summary>
public readonly ref struct StructureView
{
    /// <summary>Checks the arrays and looks at them in place.</summary>
    /// <param name="atomicNumbers">Atomic numbers, [n].</param>
    /// <param name="positions">Positions in Å, [n,3] row-major.</param>
    /// <param name="cell">Cell vectors in Å as three rows, [3,3] row-major; empty where there is no cell.</param>
    /// <param name="periodic">The cell vectors along which the structure repeats.</param>
    /// <exception cref="InvalidInputException">
    /// No atoms, lengths that do not fit, an unknown element, a position or cell that is not finite, or periodic directions
    /// whose cell vectors are missing or span no volume.
    /// </exception>
    public StructureView(
        ReadOnlySpan<int> atomicNumbers,
        ReadOnlySpan<double> positions,
        ReadOnlySpan<double> cell = default,
        PeriodicDirections periodic = PeriodicDirections.None)
    {
        if (atomicNumbers.IsEmpty)
        {
            throw new InvalidInputException("the structure has no atoms; give at least one");
        }

        if (positions.Length != 3L * atomicNumbers.Length)
        {
            throw new InvalidInputException(
                $"{atomicNumbers.Length} atomic numbers need {3L * atomicNumbers.Length} coordinates (positions [n,3]), not {positions.Length}");
        }

        CheckElements(atomicNumbers);
        CheckPositions(positions);
        CheckCell(cell, periodic);

        AtomicNumbers = atomicNumbers;
        Positions = positions;
        Cell = cell;
        Periodic = periodic;
    }

    private StructureView(
        PeriodicDirections periodic, ReadOnlySpan<int> atomicNumbers, ReadOnlySpan<double> positions, ReadOnlySpan<double> cell)
    {
        AtomicNumbers = atomicNumbers;
        Positions = positions;
        Cell = cell;
        Periodic = periodic;
    }

    /// <summary>The number of atoms n.</summary>
    public int Count => AtomicNumbers.Length;

    /// <summary>Atomic numbers, [n].</summary>
    public ReadOnlySpan<int> AtomicNumbers { get; }

    /// <summary>Positions in Å, [n,3] row-major.</summary>
    public ReadOnlySpan<double> Positions { get; }

    /// <summary>Cell vectors in Å as three rows, [3,3] row-major; empty where there is no cell.</summary>
    public ReadOnlySpan<double> Cell { get; }

    /// <summary>The cell vectors along which the structure repeats.</summary>
    public PeriodicDirections Periodic { get; }

    /// <summary>Names an atom for a message, as <c>atom 3 (Si)</c>; indices are 0-based.</summary>
    public string NameAtom(int index) => $"atom {index} ({ChemicalElement.Symbol(AtomicNumbers[index])})";

    /// <summary>A view of arrays that were checked before.</summary>
    internal static StructureView OfChecked(
        ReadOnlySpan<int> atomicNumbers, ReadOnlySpan<double> positions, ReadOnlySpan<double> cell, PeriodicDirections periodic) =>
        new(periodic, atomicNumbers, positions, cell);

    private static void CheckElements(ReadOnlySpan<int> atomicNumbers)
    {
        for (var i = 0; i < atomicNumbers.Length; i++)
        {
            if (!ChemicalElement.IsKnown(atomicNumbers[i]))
            {
                throw new InvalidInputException(
                    $"atom {i} has atomic number {atomicNumbers[i]}, which is not an element; use 1 (H) to {ChemicalElement.MaxAtomicNumber} (Og)");
            }
        }
    }

    private static void CheckPositions(ReadOnlySpan<double> positions)
    {
        // A sum is finite only if every term is: the fast test. Its overflow by finite terms is settled by the loop below.
        var sum = 0.0;
        foreach (var coordinate in positions)
        {
            sum += coordinate;
        }

        if (double.IsFinite(sum))
        {
            return;
        }

        for (var i = 0; i < positions.Length; i++)
        {
            if (!double.IsFinite(positions[i]))
            {
                var value = positions[i].ToString(CultureInfo.InvariantCulture);
                throw new InvalidInputException($"atom {i / 3} has a position that is not finite ({"xyz"[i % 3]} = {value}); correct the coordinates");
            }
        }
    }

    private static void CheckCell(ReadOnlySpan<double> cell, PeriodicDirections periodic)
    {
        if (cell.Length is not (0 or 9))
        {
            throw new InvalidInputException($"a cell is three row vectors, 9 numbers, not {cell.Length}");
        }

        foreach (var component in cell)
        {
            if (!double.IsFinite(component))
            {
                throw new InvalidInputException("the cell has a component that is not finite; correct the lattice vectors");
            }
        }

        if ((periodic & ~PeriodicDirections.All) != 0)
        {
            throw new InvalidInputException($"periodic directions {(int)periodic} are unknown; use 1, 2 and 4 for the cell vectors a, b and c, added");
        }

        if (periodic == PeriodicDirections.None)
        {
            return;
        }

        if (cell.IsEmpty)
        {
            throw new InvalidInputException("a periodic structure needs a cell; give its lattice vectors or make it non-periodic");
        }

        var vectors = MemoryMarshal.Cast<double, Vector3Double>(cell);
        if (SpannedSine(vectors, periodic) < 1e-6)
        {
            throw new InvalidInputException(
                "the lattice has zero volume: its periodic vectors are zero or lie in one plane or line; correct the lattice vectors");
        }
    }

    /// <summary>
    /// The content (length, area or volume) that the periodic vectors span over the product of their lengths: 1 when they are
    /// at right angles, 0 when they are zero or dependent.
    /// </summary>
    private static double SpannedSine(ReadOnlySpan<Vector3Double> vectors, PeriodicDirections periodic)
    {
        Span<Vector3Double> unit = stackalloc Vector3Double[3];
        var count = 0;
        for (var i = 0; i < 3; i++)
        {
            if (((int)periodic & (1 << i)) == 0)
            {
                continue;
            }

            var length = vectors[i].Length;
            if (length < 1e-3)
            {
                return 0.0;
            }

            unit[count++] = vectors[i] * (1.0 / length);
        }

        return count switch
        {
            1 => 1.0,
            2 => unit[0].Cross(unit[1]).Length,
            _ => Math.Abs(unit[0].Cross(unit[1]).Dot(unit[2])),
        };
    }
}
