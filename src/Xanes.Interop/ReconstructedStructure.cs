namespace Xanes.Interop;

/// <summary>A structure found from a descriptor, defined up to a rotation or reflection and to within the bins.</summary>
/// <param name="Structure">The absorber first, at the origin, then its neighbours by element and distance.</param>
/// <param name="Verdict">How well its descriptor agrees with the given one.</param>
/// <param name="DifferingCounts">The sum over all bins of how much the counts differ, each moved count once: 0 where all agree.</param>
/// <param name="FarthestOutside">The farthest that a sorted distance lies outside its bin, in bin widths.</param>
/// <param name="DistanceError">
/// The root mean square difference in Å of its sorted distances to the given ones, which are the bins' centres repeated by count.
/// </param>
/// <param name="TargetDifference">
/// Where it was refined to a smeared descriptor (<see cref="ReconstructionOptions.RefineTo"/>): the length of the vector by which
/// its own differs from it.
/// </param>
public sealed record ReconstructedStructure(
    AtomicStructure Structure,
    ReconstructionVerdict Verdict,
    int DifferingCounts,
    double FarthestOutside,
    double DistanceError,
    double? TargetDifference = null);
