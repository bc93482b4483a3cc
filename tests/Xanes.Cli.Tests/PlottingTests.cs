using System.Buffers.Binary;
using Xanes.Cli.Plotting;
using Xanes.Cli.Rows;
using Xanes.Cli.Tests.Support;
using Xanes.Interop;

namespace Xanes.Cli.Tests;

internal sealed class PlottingTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_png_is_large_enough_to_print()
    {
        CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", "AgO"), "-m", FakeModel.UncertainId, "--plot", _folder.PathOf("s.png"));

        var bytes = File.ReadAllBytes(_folder.PathOf("s.png"));
        Assert.That(bytes.AsSpan(1, 3).SequenceEqual("PNG"u8), Is.True);
        Assert.That(BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), Is.EqualTo(2000));
        Assert.That(BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)), Is.EqualTo(1280));
    }

    [Test]
    public void An_svg_names_the_model_the_axes_with_their_units_and_each_line()
    {
        CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", "AgO", "OAg"), "--plot", _folder.PathOf("s.svg"));

        var svg = _folder.Read("s.svg");
        Assert.That(svg, Does.Contain("predicted by fake").And.Contain("Photon energy, up to a constant (eV)").And.Contain("Absorption (edge steps)"));
        Assert.That(svg, Does.Contain("a, frame 0, atom 0").And.Contain("a, frame 1, atom 1"));
    }

    [Test]
    public void Many_spectra_share_a_colour_map_in_place_of_a_legend()
    {
        string[] frames = [.. Enumerable.Range(1, 30).Select(n => "Ag" + string.Concat(Enumerable.Repeat("O", n)))];

        CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", frames), "--plot", _folder.PathOf("s.svg"));

        Assert.That(_folder.Read("s.svg"), Does.Contain("Row (0-based)").And.Not.Contain("frame 3"));
    }

    [Test]
    public void Spectra_of_equivalent_atoms_are_one_line_that_names_them_all()
    {
        SpectrumRow[] rows = [Row("ag2o.cif", 0, 0, 1f), Row("ag2o.cif", 0, 1, 1f), Row("ag2o.cif", 0, 2, 2f), Row("other.cif", 0, 0, 1f)];

        Assert.That(
            PlotLine.Of(rows).Select(line => line.Name),
            Is.EqualTo(new[] { "ag2o, atoms 0, 1", "ag2o, atom 2", "other, atom 0" }));
    }

    [TestCase(7, 1)]
    [TestCase(8, 1)]
    [TestCase(9, 2)]
    [TestCase(33, 8)]
    [TestCase(1000, 128)]
    public void Of_a_long_run_evenly_spaced_rows_are_kept(int count, int step)
    {
        var rows = new ThinnedRows<int>(8);
        foreach (var row in Enumerable.Range(0, count))
        {
            rows.Add(row);
        }

        Assert.That(rows.Step, Is.EqualTo(step));
        Assert.That(rows.Offered, Is.EqualTo(count));
        Assert.That(rows.Kept, Is.EqualTo(Enumerable.Range(0, count).Where(row => row % step == 0)));
    }

    private static SpectrumRow Row(string file, int frame, int absorber, float value) =>
        new(new RowLabel(file, frame, [absorber]), new[] { value, value }, default, new DomainVerdict(true, 0, ""));
}
