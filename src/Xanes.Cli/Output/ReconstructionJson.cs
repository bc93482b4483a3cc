using System.Text.Json;
using Xanes.Interop;
using Xanes.Plugin.Reconstruction;

namespace Xanes.Cli.Output;

/// <summary>The JSON form of what a reconstruction found.</summary>
internal static class ReconstructionJson
{
    /// <summary>
    /// Writes an object: seconds, starts, and solutions (best first) with verdict, differing_counts, farthest_outside (bin
    /// widths), distance_error (Å), target_difference where it was refined to a smeared vector, rmsd to the original where it is known (Å), elements and positions (Å).
    /// </summary>
    public static void WriteReconstruction(this Utf8JsonWriter json, ReconstructionResult result, AtomicStructure? original)
    {
        json.WriteStartObject();
        json.WriteNumber("seconds", result.Elapsed.TotalSeconds);
        json.WriteNumber("starts", result.Starts);
        json.WriteStartArray("solutions");
        foreach (var solution in result.Solutions)
        {
            WriteSolution(json, solution, original);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSolution(Utf8JsonWriter json, ReconstructedStructure solution, AtomicStructure? original)
    {
        json.WriteStartObject();
        json.WriteString("verdict", ReconstructionXyz.NameOf(solution.Verdict));
        json.WriteNumber("differing_counts", solution.DifferingCounts);
        json.WriteNumber("farthest_outside", solution.FarthestOutside);
        json.WriteNumber("distance_error", solution.DistanceError);
        if (solution.TargetDifference is { } difference)
        {
            json.WriteNumber("target_difference", difference);
        }

        if (original is not null)
        {
            json.WriteNumber("rmsd", Superposition.Of(solution.Structure, original).Distance);
        }

        json.WriteStartArray("elements");
        foreach (var number in solution.Structure.AtomicNumbers)
        {
            json.WriteStringValue(ChemicalElement.Symbol(number));
        }

        json.WriteEndArray();
        json.WriteStartArray("positions");
        for (var atom = 0; atom < solution.Structure.Count; atom++)
        {
            var position = solution.Structure.Position(atom);
            json.WriteStartArray();
            json.WriteNumberValue(position.X);
            json.WriteNumberValue(position.Y);
            json.WriteNumberValue(position.Z);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
