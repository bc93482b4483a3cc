using Xanes.Interop;

namespace Xanes.Plugin.Datasets;

/// <summary>One structure of an export with its spectrum as FDMNES computed it.</summary>
/// <param name="Structure">The cluster, absorber first.</param>
/// <param name="Info">id, absorber, group, e_cut and epsii, as they stand on the frame's comment line.</param>
/// <param name="Absorption">The convolved absorption in Mbarn on the Fermi axis, [k].</param>
internal sealed record ExportedRow(AtomicStructure Structure, IReadOnlyDictionary<string, string> Info, double[] Absorption)
{
    /// <summary>The row's id: the hash of its FDMNES input.</summary>
    public string Id => Info["id"];
}
