using System.Runtime.InteropServices;
using Xanes.Interop;

namespace Xanes.Native.Tests.Support;

/// <summary>Sites as the programs read them: three int64 counts, then the arrays of <c>xanes_sites</c>.</summary>
internal static class SitesFile
{
    public static void Write(string path, IReadOnlyList<AtomicStructure> structures, IReadOnlyList<(int Structure, int Absorber)> sites)
    {
        var offsets = new List<long> { 0 };
        foreach (var structure in structures)
        {
            offsets.Add(offsets[^1] + structure.Count);
        }

        using var file = new BinaryWriter(File.Create(path));
        file.Write((long)structures.Count);
        file.Write(offsets[^1]);
        file.Write((long)sites.Count);
        file.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(offsets)));
        foreach (var structure in structures)
        {
            file.Write(MemoryMarshal.AsBytes(structure.AtomicNumbers));
        }

        foreach (var structure in structures)
        {
            file.Write(MemoryMarshal.AsBytes(structure.Positions));
        }

        foreach (var structure in structures)
        {
            file.Write(MemoryMarshal.AsBytes(structure.Cell.IsEmpty ? new double[9] : structure.Cell));
        }

        foreach (var structure in structures)
        {
            for (var direction = 0; direction < 3; direction++)
            {
                file.Write((byte)(((int)structure.Periodic >> direction) & 1));
            }
        }

        file.Write(MemoryMarshal.AsBytes<long>(sites.Select(site => (long)site.Structure).ToArray()));
        file.Write(MemoryMarshal.AsBytes<long>(sites.Select(site => (long)site.Absorber).ToArray()));
    }
}
