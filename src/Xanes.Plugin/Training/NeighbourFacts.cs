namespace Xanes.Plugin.Training;

/// <summary>What the learners on neighbours know of their descriptor.</summary>
/// <param name="Elements">The atomic numbers of the elements, as the descriptor lists them.</param>
/// <param name="RMax">The largest distance of a neighbour, in Å.</param>
internal sealed record NeighbourFacts(IReadOnlyList<int> Elements, double RMax);
