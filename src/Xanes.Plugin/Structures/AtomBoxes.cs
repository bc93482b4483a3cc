using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>
/// The atoms of a structure sorted into boxes at least as wide as the cutoff, so that an absorber's surroundings are found without a look at
/// all atoms. They are offered in the order in which <see cref="ClusterBuilder"/> meets them without boxes, so that sums keep their bits.
/// </summary>
internal sealed class AtomBoxes
{
    /// <summary>Below this number of atoms a look at all of them is as fast.</summary>
    public const int FewestAtoms = 500;

    /// <summary>So many cells at most may lie between an atom and the cell at the origin, or within the cutoff.</summary>
    private const int MostCells = 200;

    [ThreadStatic]
    private static List<ulong>? _found;

    private readonly BoxAxis[] _axes;
    private readonly Lattice _lattice;
    private readonly int[] _firstOfBox;
    private readonly BoxedAtom[] _atoms;
    private readonly CellIndex[] _cellOfAtom;

    private AtomBoxes(BoxAxis[] axes, Lattice lattice, int[] firstOfBox, BoxedAtom[] atoms, CellIndex[] cellOfAtom) =>
        (_axes, _lattice, _firstOfBox, _atoms, _cellOfAtom) = (axes, lattice, firstOfBox, atoms, cellOfAtom);

    /// <summary>Sorts a structure's atoms; null where it is small, or its atoms are scattered over hundreds of cells.</summary>
    /// <param name="structure">The atoms.</param>
    /// <param name="reach">How far from an absorber atoms matter, in Å.</param>
    public static AtomBoxes? Of(StructureView structure, double reach)
    {
        if (structure.Count < FewestAtoms)
        {
            return null;
        }

        var lattice = structure.Periodic == PeriodicDirections.None ? default : Lattice.Of(structure.Cell, structure.Periodic);
        var axes = BoxAxis.All(structure, lattice, reach);
        if (axes.Any(axis => !(axis.Reach <= MostCells)))
        {
            return null;
        }

        var (boxes, cells) = (new int[structure.Count], new CellIndex[structure.Count]);
        var first = new int[(axes[0].Boxes * axes[1].Boxes * axes[2].Boxes) + 1];
        for (var atom = 0; atom < boxes.Length; atom++)
        {
            var position = PositionOf(structure, atom);
            var (boxA, cellA) = axes[0].Place(position);
            var (boxB, cellB) = axes[1].Place(position);
            var (boxC, cellC) = axes[2].Place(position);
            if (Math.Max(Math.Max(Math.Abs(cellA), Math.Abs(cellB)), Math.Abs(cellC)) > MostCells)
            {
                return null;
            }

            boxes[atom] = (((boxA * axes[1].Boxes) + boxB) * axes[2].Boxes) + boxC;
            cells[atom] = new CellIndex((int)cellA, (int)cellB, (int)cellC);
            first[boxes[atom] + 1]++;
        }

        for (var box = 1; box < first.Length; box++)
        {
            first[box] += first[box - 1];
        }

        var (sorted, next) = (new BoxedAtom[boxes.Length], first[..^1]);
        for (var atom = 0; atom < boxes.Length; atom++)
        {
            sorted[next[boxes[atom]]++] = new BoxedAtom(atom, PositionOf(structure, atom));
        }

        return new AtomBoxes(axes, lattice, first, sorted, cells);
    }

    /// <summary>Offers every atom and image within the reach of an absorber, in the order of the atoms and of their images' cells.</summary>
    public void Offer(StructureView structure, int absorber, ref ClusterCollector collector)
    {
        var found = _found ??= [];
        found.Clear();
        Find(structure, absorber, ref collector, found);
        found.Sort();
        foreach (var key in found)
        {
            var (atom, cell) = FoundAtom.Of(key);
            var image = PositionOf(structure, atom);
            if (structure.Periodic != PeriodicDirections.None)
            {
                image += _lattice.Shift(cell.A, cell.B, cell.C);
            }

            collector.Offer(atom, image.X, image.Y, image.Z);
        }
    }

    private static Vector3Double PositionOf(StructureView structure, int atom) =>
        new(structure.Positions[3 * atom], structure.Positions[(3 * atom) + 1], structure.Positions[(3 * atom) + 2]);

    private void Find(StructureView structure, int absorber, ref ClusterCollector collector, List<ulong> found)
    {
        var origin = PositionOf(structure, absorber);
        var own = _cellOfAtom[absorber];
        var isPeriodic = structure.Periodic != PeriodicDirections.None;
        var (axisA, axisB, axisC) = (_axes[0], _axes[1], _axes[2]);
        var (lowA, highA) = axisA.BoxesAround(origin);
        var (lowB, highB) = axisB.BoxesAround(origin);
        var (lowC, highC) = axisC.BoxesAround(origin);
        for (var a = lowA; a <= highA; a++)
        {
            var (boxA, cellA) = axisA.Wrap(a);
            for (var b = lowB; b <= highB; b++)
            {
                var (boxB, cellB) = axisB.Wrap(b);
                for (var c = lowC; c <= highC; c++)
                {
                    var (boxC, cellC) = axisC.Wrap(c);
                    var box = (((boxA * axisB.Boxes) + boxB) * axisC.Boxes) + boxC;
                    for (var i = _firstOfBox[box]; i < _firstOfBox[box + 1]; i++)
                    {
                        var atom = _atoms[i];
                        var at = _cellOfAtom[atom.Index];
                        var cell = new CellIndex(cellA - at.A + own.A, cellB - at.B + own.B, cellC - at.C + own.C);
                        var image = isPeriodic ? atom.Position + _lattice.Shift(cell.A, cell.B, cell.C) : atom.Position;
                        if (collector.Reaches(image.X, image.Y, image.Z) && (atom.Index != absorber || cell != default))
                        {
                            found.Add(FoundAtom.Key(atom.Index, cell));
                        }
                    }
                }
            }
        }
    }

    private readonly record struct BoxedAtom(int Index, Vector3Double Position);

    /// <summary>A cell of the lattice.</summary>
    private readonly record struct CellIndex(int A, int B, int C);

    /// <summary>An image of an atom as a number: ordered by the atom, then by its cell.</summary>
    private static class FoundAtom
    {
        private const int Bits = 11;
        private const int Zero = 1 << (Bits - 1);
        private const ulong Mask = (1UL << Bits) - 1;

        public static ulong Key(int atom, CellIndex cell) =>
            ((ulong)atom << (3 * Bits)) | ((ulong)(uint)(cell.A + Zero) << (2 * Bits)) | ((ulong)(uint)(cell.B + Zero) << Bits) | (uint)(cell.C + Zero);

        public static (int Atom, CellIndex Cell) Of(ulong key) => (
            (int)(key >> (3 * Bits)),
            new CellIndex((int)((key >> (2 * Bits)) & Mask) - Zero, (int)((key >> Bits) & Mask) - Zero, (int)(key & Mask) - Zero));
    }
}
