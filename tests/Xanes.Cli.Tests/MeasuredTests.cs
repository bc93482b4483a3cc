using System.Globalization;
using System.Text.Json;
using Xanes.Cli.Tests.Support;

namespace Xanes.Cli.Tests;

internal sealed class MeasuredTests
{
    private static readonly string Project = Repository.PathOf("tests/data/measured/ag.prj");

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_spectrum_is_told_by_its_edge_and_what_was_fitted()
    {
        var run = CommandRun.Of(_folder, "measured", $"{Project}:Ag foil");

        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("e0         25513.83 eV").And.Contain("Edge step  1.22576").And.Contain("line, -195 to -97.5 eV from e0"));
    }

    [Test]
    public void A_project_without_a_record_lists_its_records()
    {
        var run = CommandRun.Of(_folder, "measured", Project);

        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Lines.Count(line => line.Contains("Ref Ag")), Is.EqualTo(10));
        Assert.That(run.Output, Does.Contain("Name a record"));
    }

    [TestCase("s.csv")]
    [TestCase("s.xdi")]
    public void A_normalised_spectrum_is_read_again_as_it_was(string name)
    {
        CommandRun.Of(_folder, "measured", $"{Project}:Ag oxide", "-o", _folder.PathOf(name), "--nnorm", "1");
        var again = CommandRun.Of(_folder, "measured", _folder.PathOf(name), "--nnorm", "1", "--json");
        var first = CommandRun.Of(_folder, "measured", $"{Project}:Ag oxide", "--nnorm", "1", "--json");

        Assert.That(again.Status, Is.Zero, again.Error);
        using var before = JsonDocument.Parse(first.Output);
        using var after = JsonDocument.Parse(again.Output);
        foreach (var member in new[] { "e0", "edge_step" })
        {
            Assert.That(after.RootElement.GetProperty(member).GetDouble(), Is.EqualTo(before.RootElement.GetProperty(member).GetDouble()).Within(1e-6));
        }

        Assert.That(Numbers(after, "flat"), Is.EqualTo(Numbers(before, "flat")).Within(1e-6));
        Assert.That(Numbers(after, "reference"), Is.EqualTo(Numbers(before, "reference")).Within(1e-6));
    }

    [Test]
    public void Ranges_and_degrees_are_taken_from_the_options()
    {
        var run = CommandRun.Of(
            _folder, "measured", $"{Project}:Ag foil", "--pre-edge", "-150,-30", "--post-edge", "100,500", "--nnorm", "0", "--nvict", "3", "--e0", "25515", "--json");
        using var json = JsonDocument.Parse(run.Output);

        var root = json.RootElement;
        Assert.That(root.GetProperty("e0").GetDouble(), Is.EqualTo(25515.0));
        Assert.That(root.GetProperty("pre_edge_fit").GetRawText().Replace(" ", "").Replace("\n", ""), Is.EqualTo("""{"first":-150,"last":-30,"degree":1,"nvict":3}"""));
        Assert.That(root.GetProperty("post_edge_fit").GetRawText().Replace(" ", "").Replace("\n", ""), Is.EqualTo("""{"first":100,"last":500,"degree":0}"""));
    }

    [Test]
    public void A_spectrum_is_moved_by_its_reference_onto_a_foil()
    {
        var plain = Energies("--energy-shift", "0");
        var moved = Energies("--energy-shift", "2.5", "--align", $"{Project}:Ag foil");

        Assert.That(moved[0] - plain[0], Is.EqualTo(-0.084).Within(0.01), "the reference's own offset from the foil; the shift of 2.5 eV is undone");

        double[] Energies(params string[] options)
        {
            using var json = JsonDocument.Parse(CommandRun.Of(_folder, ["measured", $"{Project}:Ag oxide", "--json", .. options]).Output);
            return Numbers(json, "energy");
        }
    }

    [TestCase("s.png")]
    [TestCase("s.svg")]
    public void A_picture_shows_what_was_done(string name)
    {
        var run = CommandRun.Of(_folder, "measured", $"{Project}:Ag foil", "--plot", _folder.PathOf(name));

        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(new FileInfo(_folder.PathOf(name)).Length, Is.GreaterThan(10000));
        Assert.That(_folder.Files, Is.EqualTo(new[] { name }));
    }

    [TestCase("--pre-edge", "-150")]
    [TestCase("--remove", "25500,x")]
    [TestCase("--e0", "12")]
    [TestCase("--columns", "energy=1")]
    public void A_wrong_option_ends_with_one_line(string option, string value)
    {
        var path = _folder.Write("s.dat", string.Concat(Enumerable.Range(0, 200).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"{8900 + i} {Math.Atan(i - 100)}\n"))));
        var run = CommandRun.Of(_folder, "measured", path, option, value);

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "s.dat" }));
    }

    private static double[] Numbers(JsonDocument json, string name) => [.. json.RootElement.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
