using NUnit.Framework;

namespace Xanes.Interop.Tests;

public sealed class AbsorberSelectionTests
{
    private static readonly AtomicStructure Structure = new([8, 47, 8, 47], [0, 0, 0, 2, 0, 0, 4, 0, 0, 6, 0, 0]);

    [TestCase("2", new[] { 2 })]
    [TestCase("Ag", new[] { 1, 3 })]
    [TestCase("ag", new[] { 1, 3 })]
    [TestCase("all", new[] { 0, 1, 2, 3 })]
    public void Absorbers_are_chosen_by_index_element_or_all(string text, int[] expected) =>
        Assert.That(AbsorberSelection.Parse(text).Resolve(Structure), Is.EqualTo(expected));

    [TestCase("4", "4 atoms, 0 to 3")]
    [TestCase("-1", "no absorber with index -1")]
    [TestCase("Si", "no Si atom")]
    public void An_absorber_that_the_structure_lacks_is_an_error(string text, string message) =>
        Assert.That(
            Assert.Throws<InvalidInputException>(() => AbsorberSelection.Parse(text).Resolve(Structure))!.Message, Does.Contain(message));

    [TestCase("Xx")]
    [TestCase("1.5")]
    [TestCase("")]
    public void Other_words_are_refused(string text) =>
        Assert.That(Assert.Throws<InvalidInputException>(() => AbsorberSelection.Parse(text))!.Message, Does.Contain("element symbol"));

    [Test]
    public void Symbols_and_atomic_numbers_agree_with_the_periodic_table()
    {
        (string Symbol, int AtomicNumber)[] known = [("H", 1), ("O", 8), ("Si", 14), ("Fe", 26), ("Ag", 47), ("La", 57), ("Au", 79), ("U", 92), ("Og", 118)];

        foreach (var (symbol, atomicNumber) in known)
        {
            Assert.That(ChemicalElement.AtomicNumber(symbol), Is.EqualTo(atomicNumber));
            Assert.That(ChemicalElement.Symbol(atomicNumber), Is.EqualTo(symbol));
        }
    }
}
