namespace Xanes.Interop.Pointers;

/// <summary>Absorbers of joined structures, in arrays of the host's own memory.</summary>
/// <param name="Structures">The structures.</param>
/// <param name="Count">The number of absorbers R.</param>
/// <param name="StructureIndices">The structure of each, int64 [R].</param>
/// <param name="AbsorberIndices">The absorbing atom's 0-based index in its structure, int32 [R].</param>
public readonly unsafe record struct JoinedSites(JoinedStructures Structures, int Count, long StructureIndices, long AbsorberIndices)
{
    /// <summary>The structure of one absorber, looked at in place.</summary>
    /// <exception cref="InvalidInputException">The structure is not valid.</exception>
    public StructureView Structure(int site) => Structures[checked((int)((long*)StructureIndices)[site])];

    /// <summary>The 0-based index of one absorber in its structure.</summary>
    public int Absorber(int site) => ((int*)AbsorberIndices)[site];

    /// <summary>The same sites with copies of their structures.</summary>
    /// <exception cref="InvalidInputException">A structure is not valid; the message names the site.</exception>
    public AbsorberSite[] ToArray()
    {
        var sites = new AbsorberSite[Count];
        AtomicStructure? structure = null;
        for (var site = 0; site < Count; site++)
        {
            if (site == 0 || ((long*)StructureIndices)[site] != ((long*)StructureIndices)[site - 1])
            {
                structure = CopyStructure(site);
            }

            sites[site] = new AbsorberSite(structure!, Absorber(site));
        }

        return sites;
    }

    private AtomicStructure CopyStructure(int site)
    {
        try
        {
            return new AtomicStructure(Structure(site));
        }
        catch (InvalidInputException fault)
        {
            throw fault.AtSite(site);
        }
    }
}
