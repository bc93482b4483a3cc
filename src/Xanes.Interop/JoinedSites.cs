namespace Xanes.Interop;

/// <summary>Sites of structures whose atoms stand one after another in arrays of the caller, read in place.</summary>
public sealed unsafe class JoinedSites : ISiteList
{
    private readonly SiteArrays _arrays;

    /// <summary>The structures whose arrays were checked before; several sites of a large one check it once.</summary>
    private readonly bool[] _checked;

    /// <summary>Looks at arrays that must stay where they are and unchanged while the sites are used.</summary>
    /// <exception cref="InvalidInputException">An array that is needed is missing or a count is out of range.</exception>
    public JoinedSites(SiteArrays arrays)
    {
        CheckCount("structures", arrays.StructureCount);
        CheckCount("sites", arrays.SiteCount);
        if (arrays.SiteStructures == 0 && arrays.SiteCount != arrays.StructureCount)
        {
            throw new InvalidInputException(
                $"{arrays.SiteCount} sites of {arrays.StructureCount} structures: say which structure each site is of");
        }

        if (arrays.SiteCount > 0)
        {
            CheckGiven("atom offsets", arrays.AtomOffsets);
            CheckGiven("atomic numbers", arrays.AtomicNumbers);
            CheckGiven("positions", arrays.Positions);
            CheckGiven("absorbers", arrays.Absorbers);
        }

        _arrays = arrays;
        _checked = new bool[arrays.StructureCount];
    }

    /// <inheritdoc/>
    public int Count => (int)_arrays.SiteCount;

    /// <summary>The 0-based index of a site's absorber; -1, which no structure has, where it is past every index.</summary>
    public int Absorber(int site)
    {
        var absorber = ((long*)_arrays.Absorbers)[site];
        return absorber == (int)absorber ? (int)absorber : -1;
    }

    /// <inheritdoc/>
    public StructureView Structure(int site)
    {
        var structure = _arrays.SiteStructures == 0 ? site : ((long*)_arrays.SiteStructures)[site];
        if ((ulong)structure >= (ulong)_arrays.StructureCount)
        {
            throw new InvalidInputException($"there is no structure {structure} among {_arrays.StructureCount}; number them from 0");
        }

        var offsets = (long*)_arrays.AtomOffsets;
        var (first, last) = (offsets[structure], offsets[structure + 1]);
        if (first < 0 || last < first || last - first > Array.MaxLength / 3)
        {
            throw new InvalidInputException($"the atom offsets {first} and {last} of structure {structure} do not ascend from 0; correct them");
        }

        var view = StructureAt(
            (int)(last - first),
            (int*)_arrays.AtomicNumbers + first,
            (double*)_arrays.Positions + (3 * first),
            _arrays.Cells == 0 ? null : (double*)_arrays.Cells + (9 * structure),
            _arrays.Periodic == 0 ? null : (byte*)_arrays.Periodic + (3 * structure),
            _checked[structure]);
        _checked[structure] = true;
        return view;
    }

    /// <summary>Looks at one structure in place.</summary>
    /// <param name="atoms">The number of atoms n.</param>
    /// <param name="atomicNumbers">[n].</param>
    /// <param name="positions">[n,3] in Å.</param>
    /// <param name="cell">[3,3], vectors as rows in Å, read only where the structure is periodic; may be null.</param>
    /// <param name="periodic">[3], not zero where the structure repeats along that cell vector; null where it does not.</param>
    /// <exception cref="InvalidInputException">The arrays are not those of a structure.</exception>
    public static StructureView StructureAt(int atoms, int* atomicNumbers, double* positions, double* cell, byte* periodic) =>
        StructureAt(atoms, atomicNumbers, positions, cell, periodic, false);

    private static StructureView StructureAt(int atoms, int* atomicNumbers, double* positions, double* cell, byte* periodic, bool isChecked)
    {
        var directions = PeriodicDirections.None;
        for (var direction = 0; periodic != null && direction < 3; direction++)
        {
            directions |= periodic[direction] != 0 ? (PeriodicDirections)(1 << direction) : PeriodicDirections.None;
        }

        var numbers = new ReadOnlySpan<int>(atomicNumbers, atoms);
        var places = new ReadOnlySpan<double>(positions, 3 * atoms);
        var vectors = directions == PeriodicDirections.None || cell == null ? default : new ReadOnlySpan<double>(cell, 9);
        return isChecked
            ? StructureView.OfChecked(numbers, places, vectors, directions)
            : new StructureView(numbers, places, vectors, directions);
    }

    private static void CheckCount(string name, long count)
    {
        if (count is < 0 or > int.MaxValue)
        {
            throw new InvalidInputException($"{count} {name}: give from 0 to {int.MaxValue} in one call");
        }
    }

    private static void CheckGiven(string name, nint address)
    {
        if (address == 0)
        {
            throw new InvalidInputException($"the array of {name} is missing; give its address");
        }
    }
}
