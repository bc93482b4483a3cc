using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Datasets.Ledger;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Tests.Fdmnes;

namespace Xanes.Plugin.Tests.Datasets;

public sealed class LedgerTests
{
    private TemporaryFolder _folder = null!;
    private DataSetWorkshop _workshop = null!;

    [SetUp]
    public void MakeDataSet()
    {
        _folder = new TemporaryFolder();
        _workshop = NewDataSet("set");
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task A_run_computes_every_job_and_a_second_run_has_nothing_to_do()
    {
        var first = await Run();
        var second = await Run();

        Assert.Multiple(() =>
        {
            Assert.That((first.Done, first.Failed), Is.EqualTo((8, 0)));
            Assert.That((second.Done, second.Failed), Is.EqualTo((0, 0)));
            Assert.That(_workshop.Ledger.Ids(JobState.Done), Is.EquivalentTo(_workshop.Plan.Jobs().Select(job => job.Id)));
            Assert.That(_workshop.AddJobs(), Is.Zero);
        });
    }

    [Test]
    public async Task Several_runs_on_one_folder_never_take_the_same_job()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Run("", jobs: 1))));

        Assert.That(runs.Sum(run => run.Done), Is.EqualTo(8));
        Assert.That(runs.Sum(run => run.Failed), Is.Zero);
    }

    [Test]
    public async Task Failures_keep_their_output_tell_their_words_and_are_retried_on_request()
    {
        var failing = await Run("error");
        var id = _workshop.Ledger.Ids(JobState.Failed)[0];
        var words = _workshop.Ledger.FailureOf(id);
        var kept = File.Exists(Path.Combine(_workshop.Ledger.OutputsOf(JobState.Failed, id), "fdmnes_error.txt"));
        var ignored = await Run();
        var retried = _workshop.Ledger.RetryFailed();
        var corrected = await Run();

        Assert.Multiple(() =>
        {
            Assert.That((failing.Done, failing.Failed), Is.EqualTo((0, 8)));
            Assert.That(words, Does.Contain("it must be odd"));
            Assert.That(kept, Is.True);
            Assert.That(ignored.Done, Is.Zero);
            Assert.That(retried, Is.EqualTo(8));
            Assert.That((corrected.Done, corrected.Failed), Is.EqualTo((8, 0)));
        });
    }

    [Test]
    public void A_program_that_fails_at_every_job_stops_the_run()
    {
        _workshop = NewDataSet("many", count: 30);

        Assert.That(() => Run("silent"), Throws.TypeOf<XanesException>().With.Message.Contains("have all failed"));
        Assert.That(_workshop.Ledger.Count(JobState.Waiting), Is.GreaterThanOrEqualTo(18));
    }

    [Test]
    public void A_full_disk_stops_the_run_and_loses_no_job()
    {
        Assert.That(() => Run("disk-full"), Throws.TypeOf<XanesException>().With.Message.Contains("the disk is full"));
        Assert.That(_workshop.Ledger.Count(JobState.Waiting), Is.EqualTo(8));

        var options = RunOptions.Default with { LeastFreeSpace = long.MaxValue };
        Assert.That(() => Run("", options: options), Throws.TypeOf<XanesException>().With.Message.Contains("the disk is full"));
        Assert.That(_workshop.Ledger.Count(JobState.Waiting), Is.EqualTo(8));
    }

    [Test]
    public void A_cancelled_run_puts_its_jobs_back()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        Assert.That(() => Run("hang", cancellation: cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.Multiple(() =>
        {
            Assert.That(_workshop.Ledger.Count(JobState.Waiting), Is.EqualTo(8));
            Assert.That(_workshop.Ledger.Count(JobState.Running), Is.Zero);
        });
    }

    [Test]
    public async Task A_job_whose_worker_died_is_taken_again_and_one_whose_worker_lives_elsewhere_is_not()
    {
        var jobs = _workshop.Ledger.Ids(JobState.Waiting);
        var root = Path.Combine(_workshop.Folder, "jobs");
        Directory.Move(Path.Combine(root, "waiting", jobs[0]), Path.Combine(root, "running", $"{jobs[0]}~elsewhere~17~dead"));
        Directory.Move(Path.Combine(root, "waiting", jobs[1]), Path.Combine(root, "running", $"{jobs[1]}~elsewhere~18~alive"));
        Directory.CreateDirectory(Path.Combine(root, "workers"));
        await File.WriteAllTextAsync(Path.Combine(root, "workers", "elsewhere~17~dead"), "long ago");
        File.SetLastWriteTimeUtc(Path.Combine(root, "workers", "elsewhere~17~dead"), DateTime.UtcNow.AddHours(-1));
        await File.WriteAllTextAsync(Path.Combine(root, "workers", "elsewhere~18~alive"), "now");

        var end = await Run();

        Assert.Multiple(() =>
        {
            Assert.That(end.Done, Is.EqualTo(7));
            Assert.That(_workshop.Ledger.Ids(JobState.Done), Does.Contain(jobs[0]));
            Assert.That(_workshop.Ledger.Ids(JobState.Running), Is.EqualTo(new[] { jobs[1] }));
        });
    }

    [Test]
    public async Task Output_that_changed_after_it_was_recorded_is_not_exported_but_computed_again()
    {
        await Run();
        var id = _workshop.Ledger.Ids(JobState.Done)[3];
        var output = Path.Combine(_workshop.Ledger.OutputsOf(JobState.Done, id), "out_conv.txt");
        await File.WriteAllTextAsync(output, (await File.ReadAllTextAsync(output)).Replace("E-04", "E-03"));

        var (count, putBack) = DataSetExport.Write(_workshop);
        var again = await Run();
        var (corrected, _) = DataSetExport.Write(_workshop);

        Assert.Multiple(() =>
        {
            Assert.That(count, Is.EqualTo(7));
            Assert.That(putBack.Select(job => job.Id), Is.EqualTo(new[] { id }));
            Assert.That(again.Done, Is.EqualTo(1));
            Assert.That(corrected, Is.EqualTo(8));
        });
    }

    [TestCase("structure.extxyz", null)]
    [TestCase("structure.extxyz", "3\n")]
    [TestCase("result.yaml", null)]
    [TestCase("result.yaml", "finished: never")]
    [TestCase("result.yaml", "sha256: {out.txt: 0, out_conv.txt: 0}")]
    [TestCase("in.txt", null)]
    [TestCase("in.txt", " Filout\n")]
    [TestCase("run/out_bav.txt", null)]
    [TestCase("run/out_bav.txt", "")]
    [TestCase("run/out.txt", null)]
    [TestCase("run/out_conv.txt", "Energy <xanes>")]
    [TestCase("run", null)]
    public async Task A_job_of_which_any_file_is_lost_or_damaged_is_named_put_back_and_computed_again(string file, string? content)
    {
        await Run();
        var id = _workshop.Ledger.Ids(JobState.Done)[3];
        var path = Path.Combine(_workshop.Ledger.FolderOf(JobState.Done, id), file);
        if (content is not null)
        {
            await File.WriteAllTextAsync(path, content);
        }
        else if (file == "run")
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }

        var status = DataSetStatus.Of(_workshop);
        var (count, putBack) = DataSetExport.Write(_workshop);
        _workshop.AddJobs();
        var again = await Run();
        var (complete, nothing) = DataSetExport.Write(_workshop);

        Assert.Multiple(() =>
        {
            Assert.That(status.Damaged.Select(job => job.Id), Is.EqualTo(new[] { id }));
            Assert.That(count, Is.EqualTo(7));
            Assert.That(putBack.Single().Id, Is.EqualTo(id));
            Assert.That(putBack.Single().Fault, Does.Contain(file == "run" ? "in.txt" : Path.GetFileName(file)).Or.Contain("sha256").Or.Contain("out"));
            Assert.That((again.Done, again.Failed), Is.EqualTo((1, 0)));
            Assert.That((complete, nothing.Count), Is.EqualTo((8, 0)));
        });
    }

    [Test]
    public async Task The_next_run_computes_jobs_again_that_lost_files_without_an_export_between()
    {
        await Run();
        var id = _workshop.Ledger.Ids(JobState.Done)[3];
        await File.WriteAllTextAsync(Path.Combine(_workshop.Ledger.OutputsOf(JobState.Done, id), "out_bav.txt"), "");

        var putBack = _workshop.PutBackBroken();
        var again = await Run();

        Assert.That(putBack, Is.EqualTo(new[] { id }));
        Assert.That((again.Done, again.Failed), Is.EqualTo((1, 0)));
    }

    [TestCase("all")]
    [TestCase("in.txt", "result.yaml", "structure.extxyz", "run")]
    [TestCase("result.yaml", "run")]
    [TestCase("run")]
    [TestCase("structure.extxyz")]
    [TestCase("structure.extxyz", "result.yaml")]
    public async Task Files_of_another_job_are_never_exported_under_a_job_s_name(params string[] files)
    {
        await Run();
        var ids = _workshop.Ledger.Ids(JobState.Done);
        var (from, to) = (_workshop.Ledger.FolderOf(JobState.Done, ids[2]), _workshop.Ledger.FolderOf(JobState.Done, ids[5]));
        foreach (var path in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var file = Path.GetRelativePath(from, path);
            if (files[0] == "all" || files.Contains(file.Split(Path.DirectorySeparatorChar)[0]))
            {
                File.Copy(path, Path.Combine(to, file), overwrite: true);
            }
        }

        var (count, putBack) = DataSetExport.Write(_workshop);
        _workshop.AddJobs();
        var again = await Run();
        var (complete, _) = DataSetExport.Write(_workshop);

        Assert.Multiple(() =>
        {
            Assert.That(count, Is.EqualTo(7));
            Assert.That(putBack.Select(job => job.Id), Is.EqualTo(new[] { ids[5] }));
            Assert.That(again.Done, Is.EqualTo(1));
            Assert.That(complete, Is.EqualTo(8));
            Assert.That(
                DataSetReader.Read(_workshop.Folder).Entries.Select(entry => FdmnesInput.OfCluster(_workshop.Plan.Protocol, entry.Site).Hash),
                Is.EquivalentTo(ids));
        });
    }

    [Test]
    public async Task A_job_made_by_an_earlier_version_whose_record_names_the_outputs_alone_is_exported()
    {
        await Run();
        foreach (var id in _workshop.Ledger.Ids(JobState.Done))
        {
            var record = Path.Combine(_workshop.Ledger.FolderOf(JobState.Done, id), "result.yaml");
            var lines = (await File.ReadAllLinesAsync(record)).Where(line => !line.Contains("in.txt") && !line.Contains("structure") && !line.Contains("_bav"));
            await File.WriteAllLinesAsync(record, lines);
        }

        Assert.That(DataSetExport.Write(_workshop).Count, Is.EqualTo(8));
    }

    [Test]
    public async Task A_damaged_job_that_the_plan_does_not_know_fails_alone()
    {
        await Run();
        var id = _workshop.Ledger.Ids(JobState.Done)[0];
        var strange = _workshop.Ledger.FolderOf(JobState.Waiting, "0123456789abcdef");
        Directory.Move(_workshop.Ledger.FolderOf(JobState.Done, id), strange);

        _workshop.AddJobs();
        var end = await Run();

        Assert.That((end.Done, end.Failed), Is.EqualTo((1, 1)));
        Assert.That(_workshop.Ledger.FailureOf("0123456789abcdef"), Does.Contain("is not the input of job 0123456789abcdef"));
    }

    [Test]
    public async Task Ledgers_of_one_plan_are_merged_by_copying()
    {
        var copy = NewDataSet("copy");
        await copy.RunAsync(Runner(""), RunOptions.Default, _ => { }, default);
        foreach (var done in Directory.GetDirectories(Path.Combine(copy.Folder, "jobs", "done")).Take(5))
        {
            Directory.Move(done, Path.Combine(_workshop.Folder, "jobs", "done", Path.GetFileName(done)));
        }

        var end = await Run();

        Assert.Multiple(() =>
        {
            Assert.That(end.Done, Is.EqualTo(3));
            Assert.That(_workshop.Ledger.Count(JobState.Waiting), Is.Zero);
        });
    }

    [TestCase("in.txt", "")]
    [TestCase("structure.extxyz", "")]
    [TestCase("structure.extxyz", "12\nProperties=species:S:1:pos:R:3 id=")]
    public async Task A_waiting_job_that_a_power_cut_damaged_is_written_anew(string file, string rest)
    {
        var id = _workshop.Ledger.Ids(JobState.Waiting)[0];
        await File.WriteAllTextAsync(Path.Combine(_workshop.Ledger.FolderOf(JobState.Waiting, id), file), rest);

        _workshop.AddJobs();
        var end = await Run();

        Assert.That((end.Done, end.Failed), Is.EqualTo((8, 0)));
        Assert.That(DataSetExport.Write(_workshop).Count, Is.EqualTo(8));
    }

    private DataSetWorkshop NewDataSet(string name, int count = 8)
    {
        var workshop = DataSetWorkshop.Create(_folder[name], DataSetPresets.ReadText("ag-k-green-2") + $"count: {count}\nseed: 7\n", []);
        workshop.AddJobs();
        return workshop;
    }

    private Task<RunProgress> Run(string part = "", int jobs = 2, RunOptions? options = null, CancellationToken cancellation = default) =>
        _workshop.RunAsync(Runner(part), (options ?? RunOptions.Default) with { Jobs = jobs }, _ => { }, cancellation);

    private FdmnesRunner Runner(string part)
    {
        var folder = Directory.CreateDirectory(_folder[Guid.NewGuid().ToString("N")]).FullName;
        return new FdmnesRunner(FdmnesSamples.StandIn(folder, part), TimeSpan.FromSeconds(60));
    }
}
