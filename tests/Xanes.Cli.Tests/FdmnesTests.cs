using System.Globalization;
using NumSharp;
using Xanes.Cli.Tests.Support;

namespace Xanes.Cli.Tests;

internal sealed class FdmnesTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void An_input_goes_to_standard_output_or_with_the_file_that_names_it_into_a_folder()
    {
        var frames = _folder.WriteFrames("a.xyz", "OAgSi");

        var printed = CommandRun.Of(_folder, "fdmnes", "input", frames);
        var status = CommandRun.Of(_folder, "fdmnes", "input", frames, "-o", _folder.PathOf("inputs")).Status;

        Assert.That(status, Is.Zero);
        Assert.That(printed.Output, Does.Contain(" 47 0.000000 0.000000 0.000000\n 8 -2.000000 0.000000 0.000000\n 14 2.000000 0.000000 0.000000\n"));
        Assert.That(_folder.Read("inputs/in.txt"), Is.EqualTo(printed.Output));
        Assert.That(_folder.Read("inputs/fdmfile.txt"), Is.EqualTo("1\nin.txt\n"));
    }

    [Test]
    public void Several_absorbers_get_a_folder_each()
    {
        CommandRun.Of(_folder, "fdmnes", "input", _folder.WriteFrames("a.xyz", "AgOAg", "OAg"), "-o", _folder.PathOf("inputs"));

        var folders = Directory.GetDirectories(_folder.PathOf("inputs")).Select(folder => Path.GetFileName(folder)).Order();

        Assert.That(folders, Is.EqualTo(new[] { "a-0-0", "a-0-2", "a-1-1" }));
    }

    [Test]
    public void A_run_leaves_the_spectrum_as_csv_and_npy_with_its_facts()
    {
        var set = _folder.PathOf("run");

        var run = BuiltCommand.Run("fdmnes", "run", _folder.WriteFrames("a.xyz", "AgOSi"), "-o", set);

        Assert.That(run.Status, Is.Zero, run.Error);
        var rows = _folder.Read("run/spectrum.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var mu = ((NDArray)np.load(Path.Combine(set, "spectrum.npy"))).ToArray<float>();
        Assert.That(rows[0], Is.EqualTo("energy,photon_energy,mu"));
        Assert.That(rows[1], Does.StartWith("-8,25502.9,"));
        Assert.That(rows[137], Does.StartWith("60,25570.9,"));
        Assert.That(rows[1..].Select(row => float.Parse(row.Split(',')[2], CultureInfo.InvariantCulture)), Is.EqualTo(mu));
        Assert.That(_folder.Read("run/run.yaml"), Does.Contain("protocol: ag-k-green-2\n").And.Contain("revision: Revision 21st of January 2021\n"));
    }

    [TestCase("AgTe", "atom 1 (Te)")]
    [TestCase("OSi", "no shipped protocol has the absorber O or Si")]
    public void A_structure_that_the_protocol_cannot_compute_is_refused_with_its_place(string frame, string message)
    {
        var run = CommandRun.Of(_folder, "fdmnes", "input", _folder.WriteFrames("a.xyz", frame));

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain("a.xyz, frame 0").And.Contain(message));
    }

    [Test]
    public void A_data_set_without_a_plan_is_refused_with_the_remedy()
    {
        var run = CommandRun.Of(_folder, "dataset", "status", _folder.PathOf("nowhere"));

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("xanes dataset new"));
        Assert.That(Directory.Exists(_folder.PathOf("nowhere")), Is.False);
    }

    [TestCase("--absorber Cu --preset ag-k-green-2", "protocol ag-k-green-2 is of Ag")]
    [TestCase("--preset no-such", "neither shipped")]
    [TestCase("--absorber Ag --elements Na", "no range for Na")]
    [TestCase("--absorber Ag --candidates 50", "--candidates goes with --where-uncertain MODEL")]
    [TestCase($"--absorber Ag --where-uncertain {FakeModel.Id}", "gives no uncertainty")]
    public void A_plan_that_cannot_be_is_refused_and_leaves_nothing(string options, string message)
    {
        var run = CommandRun.Of(_folder, ["dataset", "new", _folder.PathOf("set"), "--count", "5", .. options.Split(' ')]);

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(message));
        Assert.That(Directory.Exists(_folder.PathOf("set")), Is.False);
    }

    [Test]
    public void A_data_set_is_planned_of_the_structures_that_a_model_is_least_sure_of()
    {
        var set = _folder.PathOf("set");

        var run = CommandRun.Of(_folder, "dataset", "new", set, "--absorber", "Ag", "--count", "3", "--where-uncertain", FakeModel.UncertainId, "--candidates", "12");

        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Contain("0 of 12 candidates").And.Contain("3 jobs in"));
        Assert.That(Directory.GetDirectories(Path.Combine(set, "jobs", "waiting")), Has.Length.EqualTo(3));
    }

    [Test]
    public void The_status_is_shown_as_a_table_of_counts()
    {
        var set = _folder.PathOf("set");
        CommandRun.Of(_folder, "dataset", "new", set, "--absorber", "Ag", "--count", "4");

        var run = CommandRun.Of(_folder, "dataset", "status", set);

        Assert.That(run.Status, Is.Zero);
        var counts = run.Lines.First(line => line.Contains('4')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(counts[..6], Is.EqualTo(new[] { "4", "0", "4", "0", "0", "0" }));
    }
}
