using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Plugin.Tests.Fdmnes;

public sealed class FdmnesRunTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("xanes-fdmnes-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_user_gets_the_recorded_spectrum_on_the_common_axis()
    {
        var outcome = await Run("");

        var spectrum = FdmnesSamples.AgKGreen2.Spectrum(outcome.Result!);
        var reference = FdmnesTable.Read(Path.Combine(FdmnesSamples.Folder("cluster"), "out_conv.txt"));
        var epsii = outcome.Result!.Sites[0].Header.Epsii;
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Result.Revision, Is.EqualTo("Revision 21st of January 2021"));
            Assert.That(spectrum, Has.Length.EqualTo(137));
            var place = 20.0 - (epsii - 25280.7);
            var below = Array.FindLastIndex(reference.Energies, energy => energy <= place);
            var part = (place - reference.Energies[below]) / (reference.Energies[below + 1] - reference.Energies[below]);
            var byHand = (reference.Absorption[below] * (1 - part)) + (reference.Absorption[below + 1] * part);
            // FDMNES continues its last value beyond the range, where the edge step belongs: a few thousandths of a step at 20 eV.
            Assert.That(spectrum[56], Is.EqualTo(byHand / 0.0076).Within(0.003));
        });
    }

    [TestCase("error", "is even ( 4), it must be odd")]
    [TestCase("heading", "Fortran run-time error")]
    [TestCase("silent", "no output")]
    [TestCase("crash", "SIGSEGV")]
    [TestCase("truncated", "58 energies, not the 111")]
    [TestCase("killed", "stopped before its end")]
    [TestCase("repeated", "stands there twice")]
    [TestCase("stars", "no row of finite numbers")]
    public async Task A_run_that_failed_says_why_whatever_its_exit_status(string part, string words)
    {
        var outcome = await Run(part);

        Assert.Multiple(() =>
        {
            Assert.That(outcome.Result, Is.Null);
            Assert.That(outcome.Fault, Is.EqualTo(FdmnesFault.Failed));
            Assert.That(outcome.Words, Does.Contain(words));
        });
    }

    [TestCase("fault-element", "Z not possible in function n_orb_rel")]
    [TestCase("fault-missing", "Error opening the file: in.txt")]
    [TestCase("fault-near", "Fortran run-time error")]
    [TestCase("fault-range", "is even ( 4), it must be odd")]
    public void A_recorded_failure_is_told_in_FDMNES_own_words(string sample, string words)
    {
        Assert.That(
            () => FdmnesOutput.Read(FdmnesSamples.Folder(sample), FdmnesSamples.AgKGreen2),
            Throws.TypeOf<XanesException>().With.Message.Contains(words));
    }

    [Test]
    public async Task A_full_disk_is_told_from_a_calculation_that_failed()
    {
        Assert.That((await Run("disk-full")).Fault, Is.EqualTo(FdmnesFault.DiskFull));
    }

    [Test]
    public async Task A_run_that_hangs_ends_at_its_time_limit()
    {
        var outcome = await Run("hang", TimeSpan.FromMilliseconds(300));

        Assert.That(outcome.Fault, Is.EqualTo(FdmnesFault.TimeLimit));
    }

    [Test]
    public void A_user_who_cancels_ends_the_program_too()
    {
        using var cancellation = new CancellationTokenSource();
        var process = 0;

        Assert.That(
            () => Run("hang", started: number =>
            {
                process = number;
                cancellation.Cancel();
            }, cancellation: cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.Exists($"/proc/{process}"), Is.False);
    }

    [Test]
    public async Task Output_of_an_earlier_run_is_never_taken_for_this_ones()
    {
        await Run("");

        var outcome = await Run("silent");

        Assert.That(outcome.Words, Does.Contain("no output"));
    }

    [Test]
    public async Task A_long_report_is_shortened_and_still_tells_its_end_and_its_warning()
    {
        await Run("");
        var report = Path.Combine(_folder, "out_bav.txt");
        var lines = File.ReadAllLines(report);
        string[] middle = [.. Enumerable.Repeat(" 0.1 0.2 0.3", 5000), " Calculation has not converged !", .. Enumerable.Repeat(" 0.1 0.2 0.3", 5000)];
        File.WriteAllLines(report, [.. lines[..30], .. middle, .. lines[30..]]);

        FdmnesOutput.ShortenReport(_folder);

        var result = FdmnesOutput.Read(_folder, FdmnesSamples.AgKGreen2);
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllLines(report), Has.Length.LessThan(200));
            Assert.That(result.Warnings, Is.EqualTo(new[] { "Calculation has not converged" }));
            Assert.That(result.Revision, Is.EqualTo("Revision 21st of January 2021"));
        });
    }

    [Test]
    public void Two_inequivalent_sites_give_two_spectra_and_the_sum()
    {
        var result = FdmnesOutput.Read(FdmnesSamples.Folder("crystal-sites"), FdmnesSamples.AgKGreen2);

        Assert.Multiple(() =>
        {
            Assert.That(result.Sites.Select(site => site.Header.Epsii), Is.EqualTo(new[] { 25279.221, 25279.346 }));
            Assert.That(result.Sites.Select(site => site.Header.EquivalentAtoms), Is.EqualTo(new[] { 2.0, 2.0 }));
            Assert.That(result.Convolved.Energies, Has.Length.EqualTo(112).Or.Length.EqualTo(111));
        });
    }

    [Test]
    public void Without_a_program_the_message_says_how_to_name_one()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                () => new FdmnesProgram(null, null, null, [_folder]).Require(),
                Throws.TypeOf<InvalidInputException>().With.Message.Contains(FdmnesProgram.VariableName));
            Assert.That(
                () => new FdmnesProgram("/no/such/fdmnes", null, null, [_folder]).Require(),
                Throws.TypeOf<InvalidInputException>().With.Message.Contains("/no/such/fdmnes"));
        });
    }

    [Test]
    public void A_program_that_cannot_start_is_a_failure_of_the_whole_run()
    {
        var text = Path.Combine(_folder, "text");
        File.WriteAllText(text, "no program");
        var runner = new FdmnesRunner(text, TimeSpan.FromSeconds(10));

        Assert.That(
            () => runner.RunAsync(_folder, FdmnesSamples.AgKGreen2, Input),
            Throws.TypeOf<XanesException>().With.Message.Contains("cannot be started"));
    }

    private static FdmnesInput Input => FdmnesInput.OfCluster(FdmnesSamples.AgKGreen2, new AbsorberSite(FdmnesSamples.Cluster, 0));

    private Task<FdmnesOutcome> Run(
        string part, TimeSpan? limit = null, Action<int>? started = null, CancellationToken cancellation = default) =>
        new FdmnesRunner(FdmnesSamples.StandIn(_folder, part), limit ?? TimeSpan.FromSeconds(30))
            .RunAsync(_folder, FdmnesSamples.AgKGreen2, Input, started, cancellation);
}
