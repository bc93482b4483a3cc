using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Arrays;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Datasets.Ledger;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Structures;
using Xanes.Plugin.Tests.Fdmnes;

namespace Xanes.Plugin.Tests.Datasets;

public sealed class DataSetExportTests
{
    private TemporaryFolder _folder = null!;
    private DataSetWorkshop _workshop = null!;

    [SetUp]
    public async Task ComputeDataSet()
    {
        _folder = new TemporaryFolder();
        _workshop = DataSetWorkshop.Create(_folder["set"], DataSetPresets.ReadText("ag-k-green-2") + "count: 6\nseed: 7\n", []);
        _workshop.AddJobs();
        var runner = new FdmnesRunner(FdmnesSamples.StandIn(_folder.Path), TimeSpan.FromSeconds(60));
        await _workshop.RunAsync(runner, RunOptions.Default, _ => { }, default);
        DataSetExport.Write(_workshop);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void An_export_is_a_data_set_that_training_reads_and_can_mix_with_the_shipped_ones()
    {
        var exported = DataSetReader.Read(_workshop.Folder);
        var shipped = DataSetReader.Read(TestFiles.InTree("models/data/ag-k-green-2-crystal"));

        Assert.Multiple(() =>
        {
            Assert.That(exported.Entries, Has.Count.EqualTo(6));
            Assert.That(exported.Protocol.DifferenceFrom(shipped.Protocol), Is.Null);
            Assert.That(exported.Energies, Is.EqualTo(shipped.Energies));
        });
    }

    [Test]
    public void Each_spectrum_stands_beside_its_own_structure()
    {
        var raw = NpyFile.Read<double>(Path.Combine(_workshop.Folder, "raw.npy"));
        var recorded = FdmnesTable.Read(Path.Combine(FdmnesSamples.Folder("cluster"), "out.txt"));

        foreach (var frame in StructureReader.Read(Path.Combine(_workshop.Folder, "structures.extxyz")))
        {
            var input = FdmnesInput.OfCluster(FdmnesSamples.AgKGreen2, new AbsorberSite(frame.Structure, 0));
            Assert.That(frame.Info["id"], Is.EqualTo(input.Hash));
            Assert.That(frame.Info["epsii"], Is.EqualTo($"{StandInChecksum.Epsii(input.Text)}000"));
            Assert.That(raw.Values[(frame.Index * 111)..((frame.Index + 1) * 111)], Is.EqualTo(recorded.Absorption).Within(1e-6));
        }
    }

    [Test]
    public void A_copy_of_the_export_without_its_jobs_computes_only_what_is_missing()
    {
        var copy = _folder["clone"];
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(_workshop.Folder))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        var plan = Path.Combine(copy, DataSetPlan.FileName);
        File.WriteAllText(plan, File.ReadAllText(plan).Replace("count: 6", "count: 9"));
        var clone = DataSetWorkshop.Open(copy);

        Assert.That(clone.AddJobs(), Is.EqualTo(3));
    }

    [Test]
    public void A_second_export_adds_to_the_first_and_keeps_its_rows()
    {
        var before = File.ReadAllText(Path.Combine(_workshop.Folder, "structures.extxyz"));
        Directory.Delete(Path.Combine(_workshop.Folder, "jobs", "done"), recursive: true);
        var reopened = DataSetWorkshop.Open(_workshop.Folder);

        var (count, _) = DataSetExport.Write(reopened);

        Assert.That(count, Is.EqualTo(6));
        Assert.That(File.ReadAllText(Path.Combine(_workshop.Folder, "structures.extxyz")), Is.EqualTo(before));
    }

    [Test]
    public void The_status_counts_jobs_and_shows_how_distances_and_cut_offs_are_spread()
    {
        var status = DataSetStatus.Of(_workshop);

        Assert.Multiple(() =>
        {
            Assert.That((status.Planned, status.Exported, status.Jobs[JobState.Done], status.LastHour), Is.EqualTo((6, 6, 6, 6)));
            Assert.That(status.CutOffs.Counts, Is.EqualTo(new[] { 6 }));
            Assert.That(
                status.Distances.Values.Sum(histogram => histogram.Counts.Sum()),
                Is.EqualTo(_workshop.Plan.Jobs().Sum(job => job.Structure.Cluster.Count - 1)));
        });
    }
}
