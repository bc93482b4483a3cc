using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>
/// Published radii in Å, and how close two atoms come in condensed matter by them. Covalent radii: Cordero et al., Dalton Trans. 2008,
/// 2832 (hydrogen to curium; carbon sp3, manganese, iron and cobalt of low spin). Van der Waals radii: Alvarez, Dalton Trans. 2013, 8617.
/// </summary>
public static class TabulatedRadii
{
    /// <summary>
    /// The least distance of two atoms over the sum of their covalent radii: as the shortest bonds that random clusters are given
    /// (Ag-O 1.8 Å, Ag-Si 2.2 Å, O-Si 1.5 Å).
    /// </summary>
    private const double BondShare = 0.85;

    /// <summary>The least distance of two anions over the sum of their van der Waals radii (O-O 2.0 Å).</summary>
    private const double ContactShare = 0.667;

    private static readonly double[] Covalent =
    [
        0.31, 0.28, 1.28, 0.96, 0.84, 0.76, 0.71, 0.66, 0.57, 0.58, 1.66, 1.41, 1.21, 1.11, 1.07, 1.05, 1.02, 1.06, 2.03, 1.76, 1.70, 1.60, 1.53, 1.39,
        1.39, 1.32, 1.26, 1.24, 1.32, 1.22, 1.22, 1.20, 1.19, 1.20, 1.20, 1.16, 2.20, 1.95, 1.90, 1.75, 1.64, 1.54, 1.47, 1.46, 1.42, 1.39, 1.45, 1.44,
        1.42, 1.39, 1.39, 1.38, 1.39, 1.40, 2.44, 2.15, 2.07, 2.04, 2.03, 2.01, 1.99, 1.98, 1.98, 1.96, 1.94, 1.92, 1.92, 1.89, 1.90, 1.87, 1.87, 1.75,
        1.70, 1.62, 1.51, 1.44, 1.41, 1.36, 1.36, 1.32, 1.45, 1.46, 1.48, 1.40, 1.50, 1.50, 2.60, 2.21, 2.15, 2.06, 2.00, 1.96, 1.90, 1.87, 1.80, 1.69,
    ];

    /// <summary>Of elements that are anions beside metals: N, O, F, S, Cl, Se, Br, Te, I.</summary>
    private static readonly Dictionary<int, double> VanDerWaals = new()
    {
        [7] = 1.66, [8] = 1.50, [9] = 1.46, [16] = 1.89, [17] = 1.82, [34] = 1.82, [35] = 1.86, [52] = 1.99, [53] = 2.04,
    };

    /// <summary>The largest distance that <see cref="LeastDistance"/> gives.</summary>
    public static double LargestLeastDistance { get; } = BondShare * 2.0 * Covalent.Max();

    /// <summary>Whether an element's radius is tabulated.</summary>
    public static bool Has(int atomicNumber) => atomicNumber >= 1 && atomicNumber <= Covalent.Length;

    /// <summary>The covalent radius in Å.</summary>
    /// <exception cref="InvalidInputException">There is none for the element.</exception>
    public static double CovalentRadius(int atomicNumber) => Has(atomicNumber)
        ? Covalent[atomicNumber - 1]
        : throw new InvalidInputException($"no covalent radius of {ChemicalElement.Symbol(atomicNumber)} is tabulated; give the distance yourself");

    /// <summary>The least distance in Å of two atoms, to 0.01 Å.</summary>
    /// <exception cref="InvalidInputException">A radius is not tabulated.</exception>
    public static double LeastDistance(int first, int second) => Math.Round(
        VanDerWaals.TryGetValue(first, out var one) && VanDerWaals.TryGetValue(second, out var other)
            ? ContactShare * (one + other)
            : BondShare * (CovalentRadius(first) + CovalentRadius(second)),
        2);
}
