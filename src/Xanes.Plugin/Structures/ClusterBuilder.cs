using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>Cuts the cluster around an absorber out of a structure, periodic images included (docs/descriptor.md, 1).</summary>
public static class ClusterBuilder
{
    /// <summary>Two atoms closer than this (Å) overlap: the structure is at fault.</summary>
    public const double OverlapDistance = 0.5;

    private const double MaximumImages = 1e7;

    /// <summary>Farther than this many cells from the absorber, an atom's images are no longer exact to 1e-9 of a cell.</summary>
    private const double MaximumCells = 1e6;

    /// <inheritdoc cref="Build(StructureView, int, ClusterSpec, Cluster, AtomBoxes?)"/>
    public static void Build(StructureView structure, int absorber, ClusterSpec spec, Cluster cluster) =>
        Build(structure, absorber, spec, cluster, null);

    /// <summary>Fills a cluster with every atom at 0 &lt; r &lt;= the cutoff around an absorber.</summary>
    /// <param name="structure">The atoms.</param>
    /// <param name="absorber">The absorbing atom's 0-based index.</param>
    /// <param name="spec">The cutoff and the listed elements.</param>
    /// <param name="cluster">Overwritten.</param>
    /// <param name="boxes">The structure's atoms in boxes of this spec's reach; null to look at all of them.</param>
    /// <exception cref="InvalidInputException">
    /// No such absorber, an atom closer than 0.5 Å to it, an element that is not listed (unless ignored), a periodic structure
    /// with an atom millions of cells away, or a cell so small against the cutoff that the cluster would hold millions of images.
    /// </exception>
    internal static void Build(StructureView structure, int absorber, ClusterSpec spec, Cluster cluster, AtomBoxes? boxes)
    {
        if ((uint)absorber >= (uint)structure.Count)
        {
            throw new InvalidInputException(
                $"no absorber with index {absorber}: the structure has {Counted.Of(structure.Count, "atom")}, 0 to {structure.Count - 1}");
        }

        var positions = structure.Positions;
        var origin = new Vector3Double(positions[3 * absorber], positions[(3 * absorber) + 1], positions[(3 * absorber) + 2]);
        Span<int> countOfSpecies = stackalloc int[spec.Elements.Count];
        var collector = new ClusterCollector(structure, absorber, origin, spec, countOfSpecies);
        if (boxes is not null)
        {
            boxes.Offer(structure, absorber, ref collector);
        }
        else if (structure.Periodic == PeriodicDirections.None)
        {
            OfferAtoms(structure, absorber, ref collector);
        }
        else
        {
            OfferImages(structure, absorber, origin, spec.MaximumRadius * spec.Margin, ref collector);
        }

        cluster.Fill(absorber, origin, collector.Ignored, collector.Beyond, countOfSpecies, collector.Found);
    }

    /// <summary>The fault of two atoms that overlap, or of one that overlaps its own periodic image.</summary>
    internal static InvalidInputException Overlap(StructureView structure, int first, int second, double distance) =>
        new(first == second
            ? $"{structure.NameAtom(first)} is {distance:0.###} Å from its own periodic image, closer than {OverlapDistance} Å; correct the lattice"
            : $"{structure.NameAtom(Math.Min(first, second))} and {structure.NameAtom(Math.Max(first, second))} are {distance:0.###} Å apart, " +
              $"closer than {OverlapDistance} Å; remove one or correct the positions");

    /// <summary>The fault of an atom within the cutoff whose element the spec does not list.</summary>
    internal static InvalidInputException Unlisted(StructureView structure, int atom, double radius, ClusterSpec spec)
    {
        var (place, listed) = ($"{structure.NameAtom(atom)}, {radius:0.##} Å from the absorber", string.Join(", ", spec.Elements.Select(ChemicalElement.Symbol)));
        return spec.Model is { } model
            ? InvalidInputException.OfUnknownElement(
                $"{place}, is of an element that model {model} does not know ({listed})", ChemicalElement.Symbol(structure.AtomicNumbers[atom]))
            : new InvalidInputException(
                $"{place}, is of an element that the descriptor does not list ({listed}); use a model that knows it, or 'unlisted: ignore'");
    }

    private static void OfferAtoms(StructureView structure, int absorber, ref ClusterCollector collector)
    {
        var positions = structure.Positions;
        for (var atom = 0; atom < structure.Count; atom++)
        {
            if (atom != absorber)
            {
                collector.Offer(atom, positions[3 * atom], positions[(3 * atom) + 1], positions[(3 * atom) + 2]);
            }
        }
    }

    private static void OfferImages(
        StructureView structure, int absorber, Vector3Double origin, double cutoff, ref ClusterCollector collector)
    {
        var lattice = Lattice.Of(structure.Cell, structure.Periodic);
        // A hair more than the cutoff, so that rounding in the fractional coordinates loses no atom at the cutoff itself.
        var planes = lattice.PlanesWithin(cutoff * (1.0 + 1e-9));
        if (8.0 * (planes.X + 0.5) * (planes.Y + 0.5) * (planes.Z + 0.5) * structure.Count > MaximumImages)
        {
            throw new InvalidInputException(
                $"the cell is so small that millions of atoms lie within {cutoff} Å; check that its lattice vectors are in Å");
        }

        var positions = structure.Positions;
        for (var atom = 0; atom < structure.Count; atom++)
        {
            if (collector.Skips(atom))
            {
                continue;
            }

            var position = new Vector3Double(positions[3 * atom], positions[(3 * atom) + 1], positions[(3 * atom) + 2]);
            var fraction = lattice.Fractional(position - origin);
            if (!(Math.Max(Math.Max(Math.Abs(fraction.X), Math.Abs(fraction.Y)), Math.Abs(fraction.Z)) <= MaximumCells))
            {
                throw new InvalidInputException(
                    $"{structure.NameAtom(atom)} lies more than a million cells from the absorber; move it into the cell");
            }

            var lastA = (int)Math.Floor(planes.X - fraction.X);
            var lastB = (int)Math.Floor(planes.Y - fraction.Y);
            var lastC = (int)Math.Floor(planes.Z - fraction.Z);
            for (var a = (int)Math.Ceiling(-planes.X - fraction.X); a <= lastA; a++)
            {
                for (var b = (int)Math.Ceiling(-planes.Y - fraction.Y); b <= lastB; b++)
                {
                    for (var c = (int)Math.Ceiling(-planes.Z - fraction.Z); c <= lastC; c++)
                    {
                        if (atom != absorber || (a | b | c) != 0)
                        {
                            var image = position + lattice.Shift(a, b, c);
                            collector.Offer(atom, image.X, image.Y, image.Z);
                        }
                    }
                }
            }
        }
    }
}
