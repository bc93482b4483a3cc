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
        Assert.That(BuiltCommand.Run("dataset", "new", set, "--count", $"{Jobs}", "--seed", "7").Status, Is.Zero);

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
