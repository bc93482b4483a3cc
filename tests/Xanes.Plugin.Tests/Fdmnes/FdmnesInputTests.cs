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
    [TestCase("range: [-15., 0.5, 20., 1.0, 50., 2., 70.]", "range: [-15, 1e-9, 100]", "at most 10,000 energies")]
    [TestCase("range: [-15., 0.5, 20., 1.0, 50., 2., 70.]", "range: [-15, 0.4, 20.1]", "not a whole number of steps")]
    [TestCase("range: [-15., 0.5, 20., 1.0, 50., 2., 70.]", "range: [-1e300, 1e299, 1e300]", "from -500 to 2000 eV")]
    [TestCase("common_axis: [-8.0, 60.0, 0.5]", "common_axis: [-8.0, 60.0, 1e-9]", "'common_axis' must be")]
    [TestCase("common_axis: [-8.0, 60.0, 0.5]", "common_axis: [NaN, 60.0, 0.5]", "'common_axis' must be")]
    [TestCase("core_hole_width: 6.75", "core_hole_width: NaN", "'core_hole_width' must be a number from 0.01 to 100")]
    [TestCase("core_hole_width: 6.75", "core_hole_width: 0", "'core_hole_width' must be a number from 0.01 to 100")]
    [TestCase("edge_energy: 25514.0", "edge_energy: Infinity", "'edge_energy' must be a number from 1 to 200000")]
    [TestCase("epsii_reference: 25280.7", "epsii_reference: -1", "'epsii_reference' must be a number from 1 to 200000")]
    [TestCase("imaginary_energy: 0.5", "imaginary_energy: 1e9", "'imaginary_energy' must be a number from 0.001 to 20")]
    [TestCase("radius: 6.0", "radius: NaN", "'radius' must be a number from 1 to 30")]
    [TestCase("edge_step: 0.0076", "edge_step: 0", "'edge_step' must be a number from 0.000001 to 1000")]
    [TestCase("energy_calibration: -3.1", "energy_calibration: -25514", "'energy_calibration' must be a number from -200 to 200")]
    [TestCase("gamma_max: 15.0", "gamma_max: 1e9", "'gamma_max' must be a number from 0 to 100")]
    [TestCase("e_cent: 30.0", "e_cent: 0", "'e_cent' must be a number from 1 to 1000")]
    [TestCase("Pd, Ag, I", "Pd, I", "'elements' must list the absorber, Ag")]
    [TestCase("absorber: Ag", "absorber: Qx", "'Qx' is not an element")]
    [TestCase("id: ag-k-green-2", "id: 'a: b'", "'id' must be a name")]
    public void A_protocol_with_a_mistake_is_refused_with_its_place(string right, string wrong, string message)
    {
        Assert.That(
            () => FdmnesSamples.Variant((right, wrong)),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains(message).And.Message.Contains("variant"));
    }

    [TestCase("L2")]
    [TestCase("L3")]
    [TestCase("L23")]
    [TestCase("M1")]
    public void An_edge_with_several_initial_states_is_refused_before_anything_runs_with_those_that_are_supported(string edge)
    {
        Assert.That(
            () => FdmnesSamples.Variant(("edge: K", $"edge: {edge}")),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains($"'edge' is {edge}, but only K and L1 are supported"));
        Assert.That(FdmnesSamples.Variant(("edge: K", "edge: L1")).Edge, Is.EqualTo("L1"));
    }

    [Test]
    public void All_faults_of_a_protocol_are_told_in_one_line()
    {
        Assert.That(
            () => FdmnesSamples.Variant(("edge: K", "edge: L3"), ("radius: 6.0", "radius: 0"), ("core_hole_width: 6.75", "core_hole_width: NaN")),
            Throws.TypeOf<InvalidInputException>().With.Message.StartsWith("variant: ").And.Message.Contains("'edge' is L3")
                .And.Message.Contains("'radius' must be").And.Message.Contains("'core_hole_width' must be").And.Message.Not.Contains("\n"));
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
        var structure = new AtomicStructure([47, 52], [0, 0, 0, 2.5, 0, 0]);

        Assert.Multiple(() =>
        {
            Assert.That(
                () => FdmnesInput.OfCluster(FdmnesSamples.AgKGreen2, new AbsorberSite(structure, 0)),
                Throws.TypeOf<InvalidInputException>().With.Message.Contains("atom 1 (Te)").And.Message.Contains("protocol ag-k-green-2 does not list"));
            Assert.That(
                () => FdmnesInput.OfCluster(FdmnesSamples.AgKGreen2, new AbsorberSite(structure, 1)),
                Throws.TypeOf<InvalidInputException>().With.Message.Contains("is not the protocol's (Ag)"));
        });
    }
}
