using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>
/// How close two atoms come in condensed matter, by published radii: covalent ones (<see cref="CovalentRadii"/>), and between two anions
/// van der Waals radii (S. Alvarez, Dalton Transactions (2013) 8617).
/// </summary>
public static class LeastDistances
{
    /// <summary>Over the sum of the covalent radii: as the shortest bonds of the recipe for silver (Ag-O 1.8 Å, Ag-Si 2.2 Å, O-Si 1.5 Å).</summary>
    private const double BondShare = 0.85;

    /// <summary>Over the sum of the van der Waals radii (O-O 2.0 Å).</summary>
    private const double ContactShare = 0.667;

    /// <summary>Of elements that are anions beside metals: N, O, F, S, Cl, Se, Br, Te, I.</summary>
    private static readonly Dictionary<int, double> VanDerWaals = new()
    {
        [7] = 1.66,
        [8] = 1.50,
        [9] = 1.46,
        [16] = 1.89,
        [17] = 1.82,
        [34] = 1.82,
        [35] = 1.86,
        [52] = 1.99,
        [53] = 2.04,
    };

    /// <summary>The largest that <see cref="Of"/> gives.</summary>
    public static double Largest { get; } = BondShare * 2.0 * CovalentRadii.Largest;

    /// <summary>The least distance in Å of two atoms, to 0.01 Å.</summary>
    /// <exception cref="InvalidInputException">A radius is not tabulated.</exception>
    public static double Of(int first, int second) => Math.Round(
        VanDerWaals.TryGetValue(first, out var one) && VanDerWaals.TryGetValue(second, out var other)
            ? ContactShare * (one + other)
            : BondShare * (CovalentRadii.Of(first) + CovalentRadii.Of(second)),
        2);
}
