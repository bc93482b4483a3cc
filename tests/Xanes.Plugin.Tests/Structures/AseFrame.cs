using System.Text.Json;
using System.Text.Json.Serialization;

namespace Xanes.Plugin.Tests.Structures;

/// <summary>A frame as ASE read it (tests/python/ase_reference.py).</summary>
internal sealed record AseFrame(
    [property: JsonPropertyName("atomic_numbers")] int[] AtomicNumbers,
    [property: JsonPropertyName("positions")] double[][] Positions,
    [property: JsonPropertyName("cell")] double[][] Cell,
    [property: JsonPropertyName("pbc")] bool[] Pbc,
    [property: JsonPropertyName("absorber")] int? Absorber,
    [property: JsonPropertyName("id")] string? Id)
{
    public static Dictionary<string, AseFrame[]> All() =>
        JsonSerializer.Deserialize<Dictionary<string, AseFrame[]>>(File.ReadAllText(StructureFiles.Good("ase-reference.json")))!;
}
