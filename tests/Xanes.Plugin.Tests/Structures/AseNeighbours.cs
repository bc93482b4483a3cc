using System.Text.Json;
using System.Text.Json.Serialization;

namespace Xanes.Plugin.Tests.Structures;

/// <summary>The neighbours of a frame's absorber as ASE found them (tests/python/ase_reference.py), nearest first.</summary>
internal sealed record AseNeighbours(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("absorber")] int Absorber,
    [property: JsonPropertyName("cutoff")] double Cutoff,
    [property: JsonPropertyName("atomic_numbers")] int[] AtomicNumbers,
    [property: JsonPropertyName("distances")] double[] Distances)
{
    public static AseNeighbours[] All() =>
        JsonSerializer.Deserialize<AseNeighbours[]>(File.ReadAllText(StructureFiles.Good("ase-neighbours.json")))!;
}
