using System.Diagnostics;
using System.Text.Json;
using Xanes.Cli.Tests.Support;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Datasets.Ledger;

namespace Xanes.Cli.Tests;

/// <summary>Against a real Slurm, which tests/slurm/start.sh starts on a machine of its own.</summary>
[Explicit("needs a Slurm: tests/slurm/start.sh")]
[Category("Slurm")]
internal sealed class SlurmTests
{
    private string _folder = "";

    [SetUp]
    public void MakeDataSet()
    {
        _folder = Directory.CreateTempSubdirectory("xanes-slurm-").FullName;
        Assert.That(BuiltCommand.Run("dataset", "new", Set, "--absorber", "Ag", "--count", "60", "--seed", "7").Status, Is.Zero);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void An_array_job_works_off_the_ledger_and_the_status_shows_its_tasks()
    {
        using var submit = BuiltCommand.Start("0.3", "dataset", "run", Set, "--slurm", "--jobs", "3", "--sbatch=--comment=of the tests");
        submit.WaitForExit();
        Assert.That(submit.ExitCode, Is.Zero, submit.StandardError.ReadToEnd());

        var tasks = Tasks();
        Assert.That(tasks, Has.Length.EqualTo(3));
        WaitUntil(() => Tasks().Length == 0);
        Assert.That(DataSetWorkshop.Open(Set).Ledger.Count(JobState.Done), Is.EqualTo(60));
    }

    [Test]
    public void A_cancelled_array_job_puts_its_jobs_back()
    {
        using var submit = BuiltCommand.Start("1", "dataset", "run", Set, "--slurm", "--jobs", "2");
        submit.WaitForExit();
        var number = Tasks()[0].Split('_')[0];
        var ledger = DataSetWorkshop.Open(Set).Ledger;
        WaitUntil(() => ledger.Count(JobState.Done) > 2);

        using (var cancel = Process.Start("scancel", [number]))
        {
            cancel.WaitForExit();
        }

        WaitUntil(() => Tasks().Length == 0 && ledger.Count(JobState.Running) == 0);
        Assert.That(ledger.Count(JobState.Failed), Is.Zero);
        Assert.That(ledger.Count(JobState.Waiting) + ledger.Count(JobState.Done), Is.EqualTo(60));
    }

    [Test]
    public void An_option_that_sbatch_refuses_is_told_in_one_line()
    {
        var run = BuiltCommand.Run("dataset", "run", Set, "--slurm", "--jobs", "2", "--sbatch=--partition=nowhere");

        Assert.That(run.Status, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("invalid partition"));
    }

    private string Set => Path.Combine(_folder, "set");

    private string[] Tasks()
    {
        using var status = JsonDocument.Parse(BuiltCommand.Run("dataset", "status", Set, "--json").Output);
        return [.. status.RootElement.GetProperty("slurm").EnumerateArray().Select(task => task.GetProperty("id").GetString()!)];
    }

    private static void WaitUntil(Func<bool> happened)
    {
        var watch = Stopwatch.StartNew();
        while (!happened())
        {
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromMinutes(3)), "nothing happens");
            Thread.Sleep(500);
        }
    }
}
