using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Structures;

public sealed class LeastDistancesTests
{
    // The pairs of the shipped recipe for silver, which were chosen by hand.
    [TestCase("Ag", "O", 1.8)]
    [TestCase("Ag", "Si", 2.2)]
    [TestCase("Ag", "Ag", 2.5)]
    [TestCase("O", "O", 2.0)]
    [TestCase("O", "Si", 1.5)]
    public void Least_distances_agree_with_those_chosen_by_hand_for_silver(string first, string second, double distance)
    {
        Assert.That(LeastDistance(first, second), Is.EqualTo(distance).Within(0.05));
    }

    // Bonds in crystals: Cu2O, haematite, rutile, wurtzite ZnO, pyrite, halite, metals.
    [TestCase("Cu", "O", 1.85)]
    [TestCase("Fe", "O", 1.95)]
    [TestCase("Ti", "O", 1.95)]
    [TestCase("Zn", "O", 1.97)]
    [TestCase("Fe", "S", 2.26)]
    [TestCase("Na", "Cl", 2.82)]
    [TestCase("Cu", "Cu", 2.55)]
    [TestCase("Fe", "Fe", 2.48)]
    public void A_real_bond_is_longer_than_the_least_distance_and_not_by_far(string first, string second, double bond)
    {
        Assert.That(LeastDistance(first, second), Is.InRange(0.75 * bond, bond));
    }

    [Test]
    public void An_element_without_a_tabulated_radius_is_told()
    {
        Assert.That(() => LeastDistance("Lr", "O"), Throws.TypeOf<InvalidInputException>().With.Message.Contains("Lr has no tabulated covalent radius"));
    }

    private static double LeastDistance(string first, string second) =>
        LeastDistances.Of(ChemicalElement.AtomicNumber(first), ChemicalElement.AtomicNumber(second));
}
