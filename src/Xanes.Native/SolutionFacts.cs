using System.Runtime.InteropServices;
using Xanes.Interop;

namespace Xanes.Native;

/// <summary>What is said of one structure that was found (<c>xanes_solution</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct SolutionFacts(ReconstructedStructure solution)
{
    /// <summary>A <see cref="ReconstructionVerdict"/>.</summary>
    public readonly int Verdict = (int)solution.Verdict;

    /// <summary><see cref="ReconstructedStructure.DifferingCounts"/>.</summary>
    public readonly int DifferingCounts = solution.DifferingCounts;

    /// <summary><see cref="ReconstructedStructure.FarthestOutside"/> in bin widths.</summary>
    public readonly double FarthestOutside = solution.FarthestOutside;

    /// <summary><see cref="ReconstructedStructure.DistanceError"/> in Å.</summary>
    public readonly double DistanceError = solution.DistanceError;
}
