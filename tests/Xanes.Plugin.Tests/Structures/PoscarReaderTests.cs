using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Structures;

public class PoscarReaderTests
{
    [Test]
    public void A_negative_scale_is_the_volume_of_the_cell()
    {
        var structure = Read("test\n-64\n1 0 0\n0 2 0\n0 0 4\nAg O\n1 1\nCartesian\n0 0 0\n0.5 1 2\n");

        Assert.That(structure.Cell.ToArray(), Is.EqualTo(new double[] { 2, 0, 0, 0, 4, 0, 0, 0, 8 }).Within(1e-12));
        Assert.That(structure.Positions[3..].ToArray(), Is.EqualTo(new double[] { 1, 2, 4 }).Within(1e-12));
    }

    [Test]
    public void Three_scales_stretch_the_axes_one_by_one()
    {
        var structure = Read("test\n2 3 4 remark\n1 1 1\n0 1 0\n0 0 1\nAg_pv/2f7a O ! remark\n1 1 ! remark\nS\nK\n0 0 0 T T F\n1 1 1 F F F\n");

        Assert.That(structure.Cell.ToArray(), Is.EqualTo(new double[] { 2, 3, 4, 0, 3, 0, 0, 0, 4 }));
        Assert.That(structure.Positions[3..].ToArray(), Is.EqualTo(new double[] { 2, 3, 4 }));
        Assert.That(structure.AtomicNumbers.ToArray(), Is.EqualTo(new[] { 47, 8 }));
    }

    [Test]
    public void Direct_positions_are_multiples_of_the_cell_vectors()
    {
        var structure = Read("test\n2\n1 1 0\n0 2 0\n0 1 3\nAg\n1\nDirect\n0.5 -0.25 1.5 Ag\n\nvelocities follow\n");

        Assert.That(structure.Positions.ToArray(), Is.EqualTo(new double[] { 1, 3, 9 }).Within(1e-12));
    }

    [Test]
    public void A_POSCAR_without_a_telling_name_is_known_by_its_content()
    {
        var text = File.ReadAllText(StructureFiles.Good("ag2o.poscar"));

        Assert.That(StructureReader.Read(new StringReader(text), "text").Single().Structure.Count, Is.EqualTo(6));
    }

    [Test]
    public void Every_configuration_of_an_XDATCAR_is_a_frame()
    {
        const string Text = "silver\n2\n1 0 0\n0 1 0\n0 0 1\nAg O\n1 1\n"
            + "Direct configuration=     1\n0 0 0\n0.5 0 0\nDirect configuration=     2\n0 0 0\n0.25 0 0\n\nDirect configuration=     3\n0 0 0\n0 0.5 0\n";

        var frames = StructureReader.Read(new StringReader(Text), "XDATCAR").ToArray();

        Assert.That(frames.Select(frame => frame.Structure.Positions[3..].ToArray()), Is.EqualTo(new double[][] { [1, 0, 0], [0.5, 0, 0], [0, 1, 0] }));
        Assert.That(frames.Select(frame => frame.Structure.AtomicNumbers.ToArray()), Has.All.EqualTo(new[] { 47, 8 }));
    }

    [Test]
    public void An_XDATCAR_of_a_changing_cell_has_its_own_for_each_frame()
    {
        const string Head = "silver\n1\n{0} 0 0\n0 1 0\n0 0 1\nAg\n1\nDirect configuration= {1}\n0.5 0 0\n";
        var text = string.Concat(Enumerable.Range(1, 3).Select(i => Head.Replace("{0}", $"{2 * i}").Replace("{1}", $"{i}")));

        var frames = StructureReader.Read(new StringReader(text), "XDATCAR").ToArray();

        Assert.That(frames.Select(frame => frame.Structure.Cell[0]), Is.EqualTo(new double[] { 2, 4, 6 }));
        Assert.That(frames.Select(frame => frame.Structure.Position(0).X), Is.EqualTo(new double[] { 1, 2, 3 }));
    }

    [Test]
    public void An_XDATCAR_that_is_cut_short_says_so_at_its_frame()
    {
        var text = "silver\n1\n2 0 0\n0 2 0\n0 0 2\nAg\n2\nDirect configuration= 1\n0 0 0\n0.5 0 0\nDirect configuration= 2\n0 0 0\n";

        Assert.That(
            () => StructureReader.Read(new StringReader(text), "XDATCAR").Count(),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("XDATCAR, frame 1").And.Message.Contains("the file ends before"));
    }

    [TestCase("0", "the scale is zero")]
    [TestCase("1 2", "the scale is two numbers")]
    [TestCase("1 -2 3", "three scale factors must be positive")]
    public void A_senseless_scale_is_refused(string scale, string complaint)
    {
        Assert.That(
            () => Read($"test\n{scale}\n1 0 0\n0 2 0\n0 0 4\nAg\n1\nDirect\n0 0 0\n"),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains(complaint));
    }

    private static AtomicStructure Read(string text) =>
        StructureReader.Read(new StringReader(text), "text", StructureFormat.Poscar).Single().Structure;
}
