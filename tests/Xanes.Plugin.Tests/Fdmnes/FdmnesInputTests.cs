using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Fdmnes;

public sealed class FdmnesInputTests
{
    [Test]
    public void A_user_gets_the_input_of_ag_k_green_2_to_the_letter()
    {
        var input = FdmnesInput.OfCluster(FdmnesSamples.AgKGreen2, new AbsorberSite(FdmnesSamples.Cluster, 0));

        Assert.That(input.Text, Is.EqualTo(File.ReadAllText(Path.Combine(FdmnesSamples.Folder("cluster"), "in-six-decimals.txt"))));
    }

    [Test]
    public void A_user_may_name_any_atom_the_absorber_and_finds_it_first_and_at_the_origin()
    {
        var structure = new AtomicStructure([8, 47, 14], [1.0, 2.0, 3.0, 1.5, 2.0, 5.0, -1.0, 2.0, 3.0000004]);

        var input = FdmnesInput.OfCluster(FdmnesSamples.AgKGreen2, new AbsorberSite(structure, 1));

        Assert.That(
            input.Text,
            Does.Contain("90. 90. 90.\n 47 0.000000 0.000000 0.000000\n 8 -0.500000 0.000000 -2.000000\n 14 -2.500000 0.000000 -2.000000\n\n"));
    }

    [Test]
    public void A_user_gets_a_crystal_with_its_cell_and_fractional_positions()
    {
        var frame = StructureReader.Read(TestFiles.Data("structures/ag2o.cif")).First();

        var lines = FdmnesInput.OfCrystal(FdmnesSamples.AgKGreen2, frame.Structure, AbsorberSelection.Element(47)).Text.Split('\n');

        var crystal = Array.IndexOf(lines, " Crystal");
        Assert.Multiple(() =>
        {
            Assert.That(lines[Array.IndexOf(lines, " Z_absorber") + 1], Is.EqualTo(" 47"));
            Assert.That(lines[crystal + 1], Does.Match(@"^ 4\.7\d+ 4\.7\d+ 4\.7\d+ 90\.0000 90\.0000 90\.0000$"));
            Assert.That(lines[(crystal + 2)..(crystal + 8)].Order(), Is.EqualTo(new[]
            {
                " 47 0.250000 0.250000 0.250000", " 47 0.250000 0.750000 0.750000", " 47 0.750000 0.250000 0.750000",
                " 47 0.750000 0.750000 0.250000", " 8 0.000000 0.000000 0.000000", " 8 0.500000 0.500000 0.500000",
            }).Or.EqualTo(new[]
            {
                " 47 0.000000 0.000000 0.000000", " 47 0.000000 0.500000 0.500000", " 47 0.500000 0.000000 0.500000",
                " 47 0.500000 0.500000 0.000000", " 8 0.250000 0.250000 0.250000", " 8 0.750000 0.750000 0.750000",
            }));
        });
    }

    [Test]
    public void A_monoclinic_cell_keeps_its_angle()
    {
        double[] cell = [5.0, 0, 0, 0, 3.0, 0, -2.0, 0, 2.0 * Math.Sqrt(3.0)];
        var structure = new AtomicStructure([47, 8], [0, 0, 0, 1.0, 1.5, 1.2], cell, PeriodicDirections.All);

        var text = FdmnesInput.OfCrystal(FdmnesSamples.AgKGreen2, structure, AbsorberSelection.Index(0)).Text;

        Assert.That(text, Does.Contain(" Absorber\n 1\n\n Crystal\n 5.000000 3.000000 4.000000 90.0000 120.0000 90.0000\n"));
    }

    [Test]
    public void A_user_chooses_finite_differences_or_a_self_consistent_potential_by_the_protocol()
    {
        var site = new AbsorberSite(FdmnesSamples.Cluster, 0);

        var differences = FdmnesInput.OfCluster(FdmnesProtocol.Open("ag-k-fdm-1"), site).Text;
        var selfConsistent = FdmnesInput.OfCluster(FdmnesSamples.Variant(("radius:", "self_consistent: true\nradius:")), site).Text;

        Assert.Multiple(() =>
        {
            Assert.That(differences, Does.Not.Contain("Green").And.Not.Contain("Eimag"));
            Assert.That(selfConsistent, Does.Contain(" Green\n\n SCF\n\n Eimag\n 0.5\n"));
        });
    }

    [TestCase("method: green", "method: finite-differences", "finite differences know none")]
    [TestCase("50., 2., 70.]", "50., 2.]", "odd number")]
    [TestCase("radius: 6.0", "radius: 6.0\nradus: 5.0", "'radus' is no key")]
    [TestCase("-15., 0.5", "-15., -0.5", "positive steps")]
    [TestCase("method: green", "method: red", "'green' or 'finite-differences'")]
    public void A_protocol_with_a_mistake_is_refused_with_its_place(string right, string wrong, string message)
    {
        Assert.That(
            () => FdmnesSamples.Variant((right, wrong)),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains(message).And.Message.Contains("variant"));
    }

    [Test]
    public void Atoms_closer_than_FDMNES_accepts_are_named()
    {
        var structure = new AtomicStructure([47, 8, 8], [0, 0, 0, 2.0, 0, 0, 2.6, 0, 0]);

        Assert.That(
            () => FdmnesInput.OfCluster(FdmnesSamples.AgKGreen2, new AbsorberSite(structure, 0)),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("atom 1 (O) and atom 2 (O) are 0.6 Å apart"));
    }

    [Test]
    public void An_absorber_or_an_element_that_the_protocol_does_not_have_is_refused()
    {
        var structure = new AtomicStructure([47, 11], [0, 0, 0, 2.5, 0, 0]);

        Assert.Multiple(() =>
        {
            Assert.That(
                () => FdmnesInput.OfCluster(FdmnesSamples.AgKGreen2, new AbsorberSite(structure, 0)),
                Throws.TypeOf<InvalidInputException>().With.Message.Contains("atom 1 (Na)"));
            Assert.That(
                () => FdmnesInput.OfCluster(FdmnesSamples.AgKGreen2, new AbsorberSite(structure, 1)),
                Throws.TypeOf<InvalidInputException>().With.Message.Contains("is not the protocol's (Ag)"));
        });
    }
}
