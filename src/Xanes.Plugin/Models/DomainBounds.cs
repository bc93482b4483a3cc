namespace Xanes.Plugin.Models;

/// <summary>The extremes that the training clusters reach. S species count in the order of the descriptor's elements.</summary>
/// <param name="FewestOfSpecies">The smallest number of atoms of each species, [S].</param>
/// <param name="MostOfSpecies">The largest number of atoms of each species, [S].</param>
/// <param name="FewestAtoms">The smallest number of neighbours.</param>
/// <param name="MostAtoms">The largest number of neighbours.</param>
/// <param name="Nearest">The smallest distance of each species to the absorber in Å, [S]; infinite where it never occurs.</param>
/// <param name="NearestPairs">
/// The smallest distance between neighbours in Å for each pair of species, [S (S + 1) / 2] in the order 0-0, 0-1, ..., 1-1, ...;
/// infinite where it never occurs.
/// </param>
public sealed record DomainBounds(
    int[] FewestOfSpecies, int[] MostOfSpecies, int FewestAtoms, int MostAtoms, double[] Nearest, double[] NearestPairs);
