using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Benchmarks;

/// <summary>The structures of the benchmark, 20 frames a kind, absorber 0.</summary>
internal static class BenchmarkStructures
{
    /// <summary>The kinds, by file name.</summary>
    public static readonly string[] Kinds = ["cluster-7", "cluster-60", "quartz-243", "silver-125"];

    /// <summary>Reads the frames of a kind.</summary>
    public static AtomicStructure[] Read(string kind) =>
        [.. StructureReader.Read(Path.Combine(AppContext.BaseDirectory, "structures", kind + ".extxyz")).Select(frame => frame.Structure)];
}
