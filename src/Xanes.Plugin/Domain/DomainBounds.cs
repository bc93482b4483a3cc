namespace Xanes.Plugin.Domain;

/// <summary>The extremes that the training clusters reach, for S species in C classes of elements.</summary>
/// <param name="FewestAtoms">The smallest number of neighbours.</param>
/// <param name="MostAtoms">The largest number of neighbours.</param>
/// <param name="FarthestNearest">How far the nearest neighbour of all may be, in Å: all but the last few in a thousand are nearer.</param>
/// <param name="Nearest">The smallest distance of each species to the absorber in Å, [S]; infinite where it never occurs.</param>
/// <param name="NearestPairs">
/// The smallest distance between neighbours in Å for each pair of classes, [C (C + 1) / 2] in the order 0-0, 0-1, ..., 1-1, ...;
/// infinite where it never occurs.
/// </param>
public sealed record DomainBounds(int FewestAtoms, int MostAtoms, double FarthestNearest, double[] Nearest, double[] NearestPairs);
