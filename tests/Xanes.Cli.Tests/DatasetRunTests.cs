using System.Diagnostics;
using System.Globalization;
using Xanes.Cli.Tests.Support;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Datasets.Ledger;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Tests;

internal sealed class DatasetRunTests
{
    private const int Jobs = 200;
    private const int Kills = 20;

    private string _folder = "";

    [SetUp]
    public void MakeDataSet()
    {
        _folder = Directory.CreateTempSubdirectory("xanes-dataset-").FullName;
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_run_that_is_killed_at_any_moments_ends_with_exactly_the_right_spectra()
    {
        var set = Path.Combine(_folder, "set");
        Assert.That(BuiltCommand.Run("dataset", "new", set, "--absorber", "Ag", "--count", $"{Jobs}", "--seed", "7").Status, Is.Zero);

        var random = new Random(5);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var run = BuiltCommand.Start("0.02", "dataset", "run", set, "--jobs", "2", "-q");
            if (!run.WaitForExit(random.Next(100, 700)))
            {
                run.Kill();
            }

            run.WaitForExit();
        }

        Assert.That(BuiltCommand.Run("dataset", "run", set, "--jobs", "2", "-q").Status, Is.Zero);
        Assert.That(BuiltCommand.Run("dataset", "export", set).Status, Is.Zero);

        var workshop = DataSetWorkshop.Open(set);
        var planned = workshop.Plan.Jobs().ToDictionary(job => job.Id);
        Assert.That(workshop.Ledger.Ids(JobState.Done), Is.EquivalentTo(planned.Keys));
        Assert.That(
            new[] { JobState.Waiting, JobState.Running, JobState.Failed }.Select(workshop.Ledger.Count), Is.All.Zero, "waiting, running, failed");
        foreach (var id in planned.Keys)
        {
            var header = FdmnesOutput.Read(workshop.Ledger.OutputsOf(JobState.Done, id), workshop.Plan.Protocol).Sites[0].Header;
            Assert.That(header.Epsii.ToString("0.000", CultureInfo.InvariantCulture), Is.EqualTo(ExpectedEpsii(planned[id].Input.Text)), id);
        }

        Assert.That(DataSetReader.Read(set).Entries.Select(entry => entry.Id), Is.EquivalentTo(planned.Keys));
    }

    [TestCase("minimum_distances: {Ag-O", "minimum_distances: {Ag-Au", "no distance for O-Ag")]
    [TestCase("rounding: 0.01", "rounding: 10", "'rounding' must be")]
    [TestCase("to: 3.6", "to: 2.51", "found no room")]
    public void A_data_set_that_cannot_be_made_is_one_line_and_leaves_no_folder(string right, string wrong, string message)
    {
        var preset = Path.Combine(_folder, "preset.yaml");
        File.WriteAllText(preset, DataSetPresets.ReadText("ag-k-green-2").Replace(right, wrong).Replace("to: 5.0", "to: 2.51").Replace("O: [0, 6]", "O: [40, 40]"));
        var set = Path.Combine(_folder, "set");

        var run = BuiltCommand.Run("dataset", "new", set, "--preset", preset, "--count", "5");

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error.TrimEnd(), Does.Contain(message).And.Not.Contain("\n"));
        Assert.That(Directory.Exists(set), Is.False);
    }

    [Test]
    public void A_job_that_was_damaged_is_named_by_the_export_and_computed_by_the_next_run()
    {
        var set = Path.Combine(_folder, "set");
        BuiltCommand.Run("dataset", "new", set, "--absorber", "Ag", "--count", "3");
        BuiltCommand.Run("dataset", "run", set);
        var job = Directory.GetDirectories(Path.Combine(set, "jobs", "done"))[0];
        File.Delete(Path.Combine(job, "structure.extxyz"));

        var first = BuiltCommand.Run("dataset", "export", set);
        var second = BuiltCommand.Run("dataset", "run", set);
        var third = BuiltCommand.Run("dataset", "export", set);

        Assert.That(first.Status + second.Status + third.Status, Is.Zero);
        Assert.That(first.Error, Does.Contain($"job {Path.GetFileName(job)}: structure.extxyz is missing").And.Contain("2 spectra of 3"));
        Assert.That(second.Error, Does.Contain("1 done, 0 failed"));
        Assert.That(third.Error, Does.Contain("3 spectra of 3"));
    }

    /// <summary>What the stand-in makes of an input, by the system's own cksum.</summary>
    private string ExpectedEpsii(string input)
    {
        var file = Path.Combine(_folder, "input");
        File.WriteAllText(file, input);
        using var process = Process.Start(new ProcessStartInfo("cksum", [file]) { RedirectStandardOutput = true })!;
        var sum = long.Parse(process.StandardOutput.ReadToEnd().Split(' ')[0], CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"252{78 + (sum % 4)}.{sum / 4 % 1000:000}");
    }
}
