using System.Buffers.Binary;
using ScottPlot.Plottables;
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
        var lines = Lines(Row("ag2o.cif", 0, 0, 1f), Row("ag2o.cif", 0, 1, 1f), Row("ag2o.cif", 0, 2, 2f), Row("other.cif", 0, 0, 1f));

        Assert.That(lines, Is.EqualTo(new[] { "ag2o, atoms 0, 1", "ag2o, atom 2", "other, atom 0" }));
    }

    [Test]
    public void Equal_spectra_of_very_many_sites_are_grouped_before_any_is_left_out()
    {
        var lines = new SpectrumLines(200);
        foreach (var site in Enumerable.Range(0, 201))
        {
            lines.Add(Row("ag2o.cif", 0, site, site == 7 ? 2f : 1f));
        }

        lines.End();

        Assert.That(lines.Lines.Step, Is.EqualTo(1));
        Assert.That(lines.Lines.Kept.Select(lines.NameOf), Is.EqualTo(new[] { "ag2o, atoms 0, 1, 2, … (200)", "ag2o, atom 7" }));
    }

    [Test]
    public void Many_different_sites_of_a_frame_are_their_mean_with_the_band_of_most_of_them_and_those_outside_a_line_of_their_own()
    {
        var rows = Enumerable.Range(0, 201).Select(site => Row("glass.cif", 0, site, site / 200f)).Append(Row("glass.cif", 0, 201, 5f, inside: false));

        var lines = FrameLines.Of([.. rows]);

        Assert.That(
            lines.Select(line => line.Name(false)),
            Is.EqualTo(new[] { "glass, mean of 201 sites; band: 90 % of the sites", "glass, atom 201 (outside)" }));
        Assert.That(lines.Select(line => line.IsOutside), Is.EqualTo(new[] { false, true }));
        Assert.That(lines[0].Row.Intensities.Span[0], Is.EqualTo(0.5f).Within(1e-6));
        Assert.That((lines[0].Band!.Lower[0], lines[0].Band!.Upper[0]), Is.EqualTo((0.05, 0.95)).Using<(double, double)>(
            (one, other) => Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) < 1e-6));
    }

    [Test]
    public void A_mean_says_what_it_is_the_mean_of_and_how_many_of_its_sites_are_inside()
    {
        var rows = Enumerable.Range(0, 4).Select(site => Row("a.cif", 0, site, site, inside: site > 0)).ToArray();
        var frames = FrameMean.OfEachFile([SpectrumRow.Mean(rows), SpectrumRow.Mean(rows) with { Label = rows[0].Label with { Frame = 1 } }]);

        Assert.That(Lines(SpectrumRow.Mean(rows)), Is.EqualTo(new[] { "a, mean of 4 sites (3 of 4 sites inside)" }));
        Assert.That(Lines(SpectrumRow.Mean(rows[1..])), Is.EqualTo(new[] { "a, mean of 3 sites" }));
        Assert.That(
            Lines([.. frames]), Is.EqualTo(new[] { "a, mean of 2 frames (6 of 8 sites inside); band: one standard deviation over frames" }));
    }

    [Test]
    public void No_band_of_uncertainty_is_drawn_about_what_is_outside_of_the_domain()
    {
        PlotLine Line(bool inside) => new(Row("a.cif", 0, 0, 1f, inside) with { Uncertainty = new[] { 0.1f, 0.1f } }, [0]);

        Assert.That((Line(true).ShowsUncertainty, Line(false).ShowsUncertainty), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_line_outside_of_the_domain_is_dashed_in_the_picture()
    {
        var spectra = new SpectrumLines(200);
        foreach (var (site, inside) in new[] { (0, true), (1, false) })
        {
            spectra.Add(new SpectrumRow(
                new RowLabel("a.cif", 0, [site]), new float[FakeModel.Points], new float[FakeModel.Points], new DomainVerdict(inside, 0, "")));
        }

        spectra.End();
        using var plot = SpectrumPlot.Draw(spectra, new FakeModel(FakeModel.Id).Info);

        Assert.That(
            plot.GetPlottables<Scatter>().Select(line => (line.LegendText, line.LinePattern.Name)),
            Is.EqualTo(new[] { ("a, atom 0", "Solid"), ("a, atom 1 (outside)", "Dashed") }));
        Assert.That(plot.GetPlottables<FillY>().Count(), Is.EqualTo(1));
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

    private static string[] Lines(params SpectrumRow[] rows)
    {
        var lines = new SpectrumLines(200);
        foreach (var row in rows)
        {
            lines.Add(row);
        }

        lines.End();
        return [.. lines.Lines.Kept.Select(lines.NameOf)];
    }

    private static SpectrumRow Row(string file, int frame, int absorber, float value, bool inside = true) =>
        new(new RowLabel(file, frame, [absorber]), new[] { value, value }, default, new DomainVerdict(inside, 0, ""));
}
