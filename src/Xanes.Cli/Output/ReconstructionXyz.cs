using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Reconstruction;
using Xanes.Plugin.Structures;

namespace Xanes.Cli.Output;

/// <summary>Structures found from a descriptor as extxyz frames, with what was said of them in the comment lines.</summary>
internal static class ReconstructionXyz
{
    /// <summary>Writes a frame for each structure, best first.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="result">The structures.</param>
    /// <param name="original">The cluster that was described, if it is known.</param>
    public static void Write(TextWriter text, ReconstructionResult result, AtomicStructure? original)
    {
        foreach (var solution in result.Solutions)
        {
            var info = new Dictionary<string, string>
            {
                ["absorber"] = "0",
                ["verdict"] = NameOf(solution.Verdict),
                ["differing_counts"] = solution.DifferingCounts.ToString(CultureInfo.InvariantCulture),
                ["farthest_outside"] = solution.FarthestOutside.ToString("0.####", CultureInfo.InvariantCulture),
                ["distance_error"] = solution.DistanceError.ToString("0.####", CultureInfo.InvariantCulture),
            };
            if (solution.TargetDifference is { } difference)
            {
                info["target_difference"] = difference.ToString("0.######", CultureInfo.InvariantCulture);
            }

            if (original is not null)
            {
                info["rmsd"] = Superposition.Of(solution.Structure, original).Distance.ToString("0.####", CultureInfo.InvariantCulture);
            }

            StructureWriter.Write(text, solution.Structure, info);
        }
    }

    /// <summary>The verdict as files spell it.</summary>
    public static string NameOf(ReconstructionVerdict verdict) => verdict switch
    {
        ReconstructionVerdict.Exact => "exact",
        ReconstructionVerdict.Near => "near",
        _ => "none",
    };
}
