using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Datasets.Ledger;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Plugin.Tests.Datasets;

/// <summary>A data set's folder holds all that it was made from.</summary>
public sealed class DataSetFolderTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_protocol_of_the_user_s_own_counts_from_the_preset_and_moves_with_the_data_set()
    {
        var workshop = NewDataSet();
        var ids = workshop.Ledger.Ids(JobState.Waiting);
        Directory.Delete(_folder["recipes"], recursive: true);
        Directory.Move(_folder["set"], _folder["moved"]);

        var moved = DataSetWorkshop.Open(_folder["moved"]);

        Assert.Multiple(() =>
        {
            Assert.That(moved.Plan.Protocol.Id, Is.EqualTo("my-protocol"));
            Assert.That(moved.Plan.Remark, Is.Null);
            Assert.That(moved.AddJobs(), Is.Zero);
            Assert.That(moved.Ledger.Ids(JobState.Waiting), Is.EqualTo(ids));
        });
    }

    [Test]
    public void A_shipped_protocol_is_copied_too_so_that_another_release_computes_the_same()
    {
        DataSetWorkshop.Create(_folder["set"], DataSetPresets.ReadText("ag-k-green-2") + "count: 3\nseed: 7\n", []);

        Assert.That(File.ReadAllText(_folder["set/protocol.yaml"]), Is.EqualTo(FdmnesProtocols.ReadText("ag-k-green-2")));
        Assert.That(DataSetWorkshop.Open(_folder["set"]).Plan.Protocol.Id, Is.EqualTo("ag-k-green-2"));
    }

    [TestCase("radius: 6.0", "radius: 5.0")]
    [TestCase("imaginary_energy: 0.5", "imaginary_energy: 0.4")]
    [TestCase("method: green", "self_consistent: true\nmethod: green")]
    [TestCase("edge: K", "edge: L1")]
    [TestCase("50., 2., 70.]", "50., 2., 80.]")]
    public void An_edited_protocol_that_asks_for_other_calculations_is_refused_and_queues_no_job(string right, string wrong)
    {
        var workshop = NewDataSet();
        Edit("set/protocol.yaml", right, wrong);

        Assert.That(
            () => DataSetWorkshop.Open(_folder["set"]),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("protocol.yaml: asks for other calculations").And.Message.Contains("xanes dataset new"));
        Assert.That(workshop.Ledger.Count(JobState.Waiting), Is.EqualTo(5));
    }

    [Test]
    public void An_edit_that_leaves_the_calculations_as_they_are_is_told()
    {
        NewDataSet();
        Edit("set/protocol.yaml", "edge_step: 0.0076", "edge_step: 0.0077");

        var workshop = DataSetWorkshop.Open(_folder["set"]);

        Assert.That(workshop.Plan.Remark, Does.Contain("was edited since the data set was made"));
        Assert.That(workshop.AddJobs(), Is.Zero);
    }

    [Test]
    public void The_plan_of_a_data_set_is_a_preset_for_another()
    {
        var sources = new[] { "ag2o.cif", "ago.cif" }.Select(name => TestFiles.Data($"structures/{name}")).ToArray();
        DataSetWorkshop.Create(_folder["first"], DataSetPresets.ReadText("ag-k-crystal") + "count: 4\nseed: 1\n", sources);

        var preset = PlanText.With(File.ReadAllText(_folder["first/plan.yaml"]), "count", "count: 6\n");
        var (second, jobs) = DataSetWorkshop.CreateFilled(_folder["second"], preset, [], _folder["first"]);

        Assert.That(jobs, Is.EqualTo(6));
        Assert.That(Directory.GetFiles(_folder["second/sources"]), Has.Length.EqualTo(2));
        Assert.That(second.Plan.Text.Split('\n').Count(line => line.StartsWith("calculation:", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void A_plan_that_names_a_shipped_protocol_as_earlier_versions_wrote_it_is_read()
    {
        Directory.CreateDirectory(_folder["old"]);
        File.WriteAllText(_folder["old/plan.yaml"], DataSetPresets.ReadText("ag-k-green-2") + "count: 3\nseed: 7\n");

        Assert.That(DataSetWorkshop.Open(_folder["old"]).AddJobs(), Is.EqualTo(3));
    }

    [TestCase("protocol: protocols/mine.yaml", "protocol: protocols/no-such.yaml")]
    [TestCase("rounding: 0.01", "rounding: 0")]
    [TestCase("count: 5", "count: 0")]
    [TestCase("O: [0, 6], Si: [0, 4], Ag: [0, 3]", "O: [0, 1], Si: [0, 0], Ag: [0, 0]", "share: 0.7, to: 3.6", "share: 0.7, to: 1.81", "share: 0.3, to: 5.0", "share: 0.3, to: 1.82")]
    public void A_data_set_that_cannot_be_made_leaves_nothing_behind(params string[] changes)
    {
        foreach (var isThere in new[] { false, true })
        {
            if (isThere)
            {
                Directory.CreateDirectory(_folder["set"]);
                File.WriteAllText(_folder["set/notes.txt"], "mine");
            }

            Assert.That(() => NewDataSet(changes), Throws.TypeOf<InvalidInputException>());
            Assert.That(
                Directory.Exists(_folder["set"]) ? Directory.EnumerateFileSystemEntries(_folder["set"]).Select(entry => Path.GetFileName(entry)) : [],
                Is.EqualTo(isThere ? new[] { "notes.txt" } : []));
        }
    }

    [Test]
    public void A_data_set_whose_making_is_interrupted_leaves_nothing_behind()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.That(
            () => DataSetWorkshop.CreateFilled(_folder["set"], DataSetPresets.ReadText("ag-k-green-2") + "count: 5\nseed: 7\n", [], ".", cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.Exists(_folder["set"]), Is.False);
    }

    private DataSetWorkshop NewDataSet(params string[] changes)
    {
        Directory.CreateDirectory(_folder["recipes/protocols"]);
        File.WriteAllText(
            _folder["recipes/protocols/mine.yaml"], FdmnesProtocols.ReadText("ag-k-green-2").Replace("id: ag-k-green-2", "id: my-protocol"));
        var plan = DataSetPresets.ReadText("ag-k-green-2").Replace("protocol: ag-k-green-2", "protocol: protocols/mine.yaml") + "count: 5\nseed: 7\n";
        var text = changes.Chunk(2).Aggregate(plan, (yaml, change) => yaml.Replace(change[0], change[1]));
        return DataSetWorkshop.CreateFilled(_folder["set"], text, [], _folder["recipes"]).Workshop;
    }

    private void Edit(string file, string right, string wrong)
    {
        var text = File.ReadAllText(_folder[file]);
        Assert.That(text, Does.Contain(right));
        File.WriteAllText(_folder[file], text.Replace(right, wrong));
    }
}
