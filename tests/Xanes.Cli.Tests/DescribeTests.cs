using System.Text.Json;
using NumSharp;
using Xanes.Cli.Tests.Support;

namespace Xanes.Cli.Tests;

internal sealed class DescribeTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Vectors_go_into_a_pipe_as_csv_under_their_labels()
    {
        var run = CommandRun.Of(_folder, "describe", _folder.WriteFrames("a.xyz", "AgO", "OSiAg"), "--absorber", "all");

        Assert.That(run.Lines, Is.EqualTo(new[] { "atoms,absorber,\"p(O,Ag) x\"", "2,0,0.25", "2,1,2.25", "3,0,0.25", "3,1,2.25", "3,2,4.25" }));
    }

    [Test]
    public void An_npy_file_holds_a_row_for_each_frame_and_absorber_in_order()
    {
        CommandRun.Of(_folder, "describe", _folder.WriteFrames("a.xyz", "AgO", "OAgAg"), "-a", "Ag", "-o", _folder.PathOf("x.npy"));

        var array = (NDArray)np.load(_folder.PathOf("x.npy"));
        Assert.That(array.shape, Is.EqualTo(new[] { 3, 3 }));
        Assert.That(array.dtype, Is.EqualTo(typeof(float)));
        Assert.That(array.ToArray<float>(), Is.EqualTo(new[] { 2f, 0, 0.25f, 3, 1, 2.25f, 3, 2, 4.25f }));
    }

    [Test]
    public void Json_holds_the_spec_and_for_each_row_its_place_and_the_counts_of_what_was_left_out()
    {
        CommandRun.Of(_folder, "describe", _folder.WriteFrames("a.xyz", "AgO"), "-a", "1", "-o", _folder.PathOf("x.json"));
        using var json = JsonDocument.Parse(_folder.Read("x.json"));

        var root = json.RootElement;
        Assert.That(root.GetProperty("spec").GetProperty("kind").GetString(), Is.EqualTo("pair-rdf"));
        Assert.That(root.GetProperty("spec").GetProperty("sigma").GetDouble(), Is.EqualTo(0.5));
        Assert.That(root.GetProperty("spec").GetProperty("elements")[1].GetString(), Is.EqualTo("Si"));
        var row = root.GetProperty("rows")[0];
        Assert.That(row.GetProperty("frame").GetInt32(), Is.Zero);
        Assert.That(row.GetProperty("absorber").GetInt32(), Is.EqualTo(1));
        Assert.That(row.GetProperty("ignored").GetInt32(), Is.EqualTo(2));
        Assert.That(row.GetProperty("below_r_min").GetInt32(), Is.EqualTo(1));
        Assert.That(row.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()), Is.EqualTo(new[] { 2, 1, 2.25 }));
    }

    [Test]
    public void Without_any_absorber_the_message_says_how_to_name_one()
    {
        var run = CommandRun.Of(_folder, "describe", _folder.WriteFrames("a.xyz", "AgO"));

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain("--absorber").And.Contain("frame 0"));
    }

    [Test]
    public void A_spec_file_names_the_absorber_and_a_model_does_too()
    {
        var spec = _folder.Write("spec.yaml", "kind: pair-rdf\nabsorber: O\nelements: [O, Ag]\n");
        var structure = _folder.WriteFrames("a.xyz", "AgO");

        Assert.That(CommandRun.Of(_folder, "describe", structure, "--spec", spec).Lines[1], Is.EqualTo("2,1,2.25"));
        Assert.That(CommandRun.Of(_folder, "describe", structure, "--model", FakeModel.Id).Lines[1], Is.EqualTo("2,0,0.25"));
    }

    [Test]
    public void A_trajectory_whose_500th_frame_is_bad_leaves_the_rows_before_it()
    {
        var frames = Enumerable.Range(0, 520).Select(i => i == 499 ? "AgAr" : "AgO").ToArray();

        var run = CommandRun.Of(_folder, "describe", _folder.WriteFrames("a.xyz", frames), "-a", "0", "-q", "-o", _folder.PathOf("x.npy"));

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain("frame 499"));
        Assert.That(((NDArray)np.load(_folder.PathOf("x.npy"))).shape, Is.EqualTo(new[] { 499, 3 }));
    }

    [Test]
    public void A_frame_with_one_bad_absorber_is_left_out_as_a_whole()
    {
        var file = _folder.WriteFrames("a.extxyz", "AgO absorber=0", "AgO absorber=5", "AgOO absorber=0");

        var run = CommandRun.Of(_folder, "describe", file, "--keep-going");

        Assert.That(run.Status, Is.Zero);
        Assert.That(run.Lines[1..], Is.EqualTo(new[] { "2,0,0.25", "3,0,0.25" }));
        Assert.That(run.Error, Does.Contain("frame 1: no absorber with index 5"));
    }

    [Test]
    public void A_terminal_gets_a_table_of_counts_that_stays_short()
    {
        var run = CommandRun.OnTerminal(_folder, "describe", _folder.WriteFrames("a.xyz", [.. Enumerable.Repeat("AgO", 30)]), "-a", "0");

        Assert.That(run.Output, Does.Contain("Neighbours").And.Contain("10 more rows are not shown"));
        Assert.That(run.Lines.Count(line => line.Contains("a.xyz")), Is.EqualTo(20));
    }
}
