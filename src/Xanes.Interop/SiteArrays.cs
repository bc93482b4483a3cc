using System.Runtime.InteropServices;

namespace Xanes.Interop;

/// <summary>
/// The addresses of arrays that hold S structures with A atoms in all, one after another, and N sites among them. The layout is
/// that of <c>xanes_sites</c> in xanes.h.
/// </summary>
/// <param name="StructureCount">S.</param>
/// <param name="AtomOffsets">int64 [S + 1]: structure s has the atoms from offset s up to, not including, offset s + 1.</param>
/// <param name="AtomicNumbers">int32 [A].</param>
/// <param name="Positions">float64 [A,3] in Å.</param>
/// <param name="Cells">float64 [S,3,3], vectors as rows in Å; 0 where no structure is periodic.</param>
/// <param name="Periodic">uint8 [S,3], not zero where a structure repeats along that cell vector; 0 where none does.</param>
/// <param name="SiteCount">N.</param>
/// <param name="SiteStructures">int64 [N], the structure of each site; 0 where site i is of structure i.</param>
/// <param name="Absorbers">int64 [N], 0-based within the site's structure.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct SiteArrays(
    long StructureCount,
    nint AtomOffsets,
    nint AtomicNumbers,
    nint Positions,
    nint Cells,
    nint Periodic,
    long SiteCount,
    nint SiteStructures,
    nint Absorbers);
