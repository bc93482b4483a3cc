namespace Xanes.Interop;

/// <summary>Atoms in space, periodic or not: immutable, checked when made.</summary>
public sealed class AtomicStructure
{
    private readonly int[] _atomicNumbers;
    private readonly double[] _positions;
    private readonly double[] _cell;

    /// <summary>Checks the arrays and copies them.</summary>
    /// <inheritdoc cref="StructureView(ReadOnlySpan{int}, ReadOnlySpan{double}, ReadOnlySpan{double}, PeriodicDirections)"/>
    public AtomicStructure(
        ReadOnlySpan<int> atomicNumbers,
        ReadOnlySpan<double> positions,
        ReadOnlySpan<double> cell = default,
        PeriodicDirections periodic = PeriodicDirections.None)
        : this(new StructureView(atomicNumbers, positions, cell, periodic))
    {
    }

    /// <summary>Copies the arrays of a view, which were checked when it was made.</summary>
    public AtomicStructure(StructureView view)
    {
        _atomicNumbers = view.AtomicNumbers.ToArray();
        _positions = view.Positions.ToArray();
        _cell = view.Cell.ToArray();
        Periodic = view.Periodic;
    }

    /// <summary>The number of atoms n.</summary>
    public int Count => _atomicNumbers.Length;

    /// <summary>Atomic numbers, [n].</summary>
    public ReadOnlySpan<int> AtomicNumbers => _atomicNumbers;

    /// <summary>Positions in Å, [n,3] row-major.</summary>
    public ReadOnlySpan<double> Positions => _positions;

    /// <summary>Cell vectors in Å as three rows, [3,3] row-major; empty where there is no cell.</summary>
    public ReadOnlySpan<double> Cell => _cell;

    /// <summary>The cell vectors along which the structure repeats.</summary>
    public PeriodicDirections Periodic { get; }

    /// <summary>The position of one atom in Å.</summary>
    public Vector3Double Position(int index) => new(_positions[3 * index], _positions[(3 * index) + 1], _positions[(3 * index) + 2]);

    /// <summary>This structure as a view of its own arrays.</summary>
    public StructureView View => StructureView.OfChecked(_atomicNumbers, _positions, _cell, Periodic);
}
