using NUnit.Framework;

namespace Xanes.Interop.Tests;

public sealed class AtomicStructureTests
{
    [Test]
    public void A_structure_keeps_its_own_copy_of_the_arrays()
    {
        double[] positions = [0, 0, 0, 2, 0, 0];
        var structure = new AtomicStructure([47, 8], positions);

        positions[3] = 99.0;

        Assert.That(structure.Position(1), Is.EqualTo(new Vector3Double(2, 0, 0)));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    public void A_position_that_is_not_finite_names_its_atom_and_axis(double value)
    {
        var fault = Assert.Throws<InvalidInputException>(() => _ = new AtomicStructure([47, 8], [0, 0, 0, 2, value, 0]));

        Assert.That(fault!.Message, Does.Contain("atom 1").And.Contain("y ="));
    }

    [Test]
    public void Positions_so_large_that_their_sum_overflows_are_still_finite()
    {
        Assert.That(new AtomicStructure([47, 8], [0, 0, 0, 1.7e308, 1.7e308, 0]).Count, Is.EqualTo(2));
    }

    [Test]
    public void A_structure_without_atoms_is_an_error() =>
        Assert.That(
            Assert.Throws<InvalidInputException>(() => _ = new AtomicStructure([], []))!.Message, Does.Contain("no atoms"));

    [Test]
    public void Positions_of_another_number_of_atoms_are_an_error() =>
        Assert.That(
            Assert.Throws<InvalidInputException>(() => _ = new AtomicStructure([47, 8], [0, 0, 0]))!.Message,
            Does.Contain("6 coordinates").And.Contain("not 3"));

    [TestCase(0)]
    [TestCase(-8)]
    [TestCase(119)]
    public void An_unknown_element_names_its_atom(int atomicNumber) =>
        Assert.That(
            Assert.Throws<InvalidInputException>(() => _ = new AtomicStructure([47, atomicNumber], [0, 0, 0, 1, 1, 1]))!.Message,
            Does.Contain("atom 1").And.Contain($"{atomicNumber}"));

    [TestCase(new double[] { 1, 0, 0, 0, 1, 0, 0, 0, 0 }, PeriodicDirections.All)]
    [TestCase(new double[] { 5, 0, 0, 0, 5, 0, 5, 5, 0 }, PeriodicDirections.All)]
    [TestCase(new double[] { 5, 0, 0, 10, 0, 0, 0, 0, 5 }, PeriodicDirections.A | PeriodicDirections.B)]
    [TestCase(new double[] { 0, 0, 0, 0, 1, 0, 0, 0, 1 }, PeriodicDirections.A)]
    public void A_lattice_whose_periodic_vectors_span_nothing_has_zero_volume(double[] cell, PeriodicDirections periodic) =>
        Assert.That(
            Assert.Throws<InvalidInputException>(() => _ = new AtomicStructure([47], [0, 0, 0], cell, periodic))!.Message,
            Does.Contain("zero volume"));

    [Test]
    public void Vectors_of_directions_that_are_not_periodic_may_be_zero()
    {
        var slab = new AtomicStructure([47], [0, 0, 0], [4, 0, 0, 0, 4, 0, 0, 0, 0], PeriodicDirections.A | PeriodicDirections.B);

        Assert.That(slab.Periodic, Is.EqualTo(PeriodicDirections.A | PeriodicDirections.B));
    }

    [Test]
    public void A_periodic_structure_needs_a_cell() =>
        Assert.That(
            Assert.Throws<InvalidInputException>(() => _ = new AtomicStructure([47], [0, 0, 0], [], PeriodicDirections.C))!.Message,
            Does.Contain("needs a cell"));
}
