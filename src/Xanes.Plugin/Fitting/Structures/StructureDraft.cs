using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Structures;

/// <summary>
/// Atoms that changes may move: the absorber first, each atom with the index of that atom of the start which it is or is an image
/// of. It keeps its arrays between uses.
/// </summary>
internal sealed class StructureDraft
{
    private readonly double[] _cell = new double[9];
    private int[] _numbers = [];
    private double[] _positions = [];
    private int[] _source = [];
    private PeriodicDirections _periodic;
    private bool _hasCell;

    /// <summary>The number of atoms.</summary>
    public int Count { get; private set; }

    /// <summary>Atomic numbers, [n].</summary>
    public ReadOnlySpan<int> Numbers => _numbers.AsSpan(0, Count);

    /// <summary>Positions in Å, [n,3].</summary>
    public Span<double> Positions => _positions.AsSpan(0, 3 * Count);

    /// <summary>The cell's vectors, [3,3]; empty where there is none.</summary>
    public Span<double> Cell => _hasCell ? _cell : default;

    /// <summary>The atoms as a structure.</summary>
    public StructureView View => new(Numbers, Positions, Cell, _periodic);

    /// <summary>The index in the start of the atom that this one is, or is an image of.</summary>
    public int Source(int atom) => _source[atom];

    /// <summary>The position of an atom in Å.</summary>
    public Vector3Double Position(int atom) => new(_positions[3 * atom], _positions[(3 * atom) + 1], _positions[(3 * atom) + 2]);

    /// <summary>Moves an atom.</summary>
    public void Move(int atom, Vector3Double displacement)
    {
        _positions[3 * atom] += displacement.X;
        _positions[(3 * atom) + 1] += displacement.Y;
        _positions[(3 * atom) + 2] += displacement.Z;
    }

    /// <summary>Takes over the atoms of a base.</summary>
    public void Reset(DraftBase start)
    {
        Count = start.Numbers.Length;
        if (_numbers.Length < Count)
        {
            _numbers = new int[Count];
            _source = new int[Count];
            _positions = new double[3 * Count];
        }

        start.Numbers.CopyTo(_numbers, 0);
        start.Source.CopyTo(_source, 0);
        start.Positions.CopyTo(_positions, 0);
        _periodic = start.Periodic;
        _hasCell = start.Cell.Length == 9;
        start.Cell.CopyTo(_cell, 0);
    }

    /// <summary>Takes atoms away.</summary>
    /// <param name="atoms">Their numbers in this draft.</param>
    public void Remove(ReadOnlySpan<int> atoms)
    {
        var kept = 0;
        for (var atom = 0; atom < Count; atom++)
        {
            if (atoms.Contains(atom))
            {
                continue;
            }

            _numbers[kept] = _numbers[atom];
            _source[kept] = _source[atom];
            _positions.AsSpan(3 * atom, 3).CopyTo(_positions.AsSpan(3 * kept));
            kept++;
        }

        Count = kept;
    }
}
