using System.Text.Json;
using Xanes.Cli.Tests.Support;

namespace Xanes.Cli.Tests;

/// <summary>Measured silver spectra against structures, with the shipped fast model.</summary>
internal sealed class CompareTests
{
    private static readonly string Project = Repository.PathOf("tests/data/measured/ag.prj");
    private static readonly string Ag2O = Repository.PathOf("tests/data/structures/ag2o.cif");
    private static readonly string AgO = Repository.PathOf("tests/data/structures/ago.cif");

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Structures_are_ranked_by_their_agreement_with_a_measured_spectrum()
    {
        var run = Compare(Ag2O, AgO, "-o", _folder.PathOf("r.csv"), "--plot", _folder.PathOf("r.png"), "--json");

        Assert.That(run.Status, Is.Zero, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        var best = json.RootElement.GetProperty("best").EnumerateArray().ToArray();
        Assert.That(best, Has.Length.EqualTo(2));
        Assert.That(best.Select(candidate => candidate.GetProperty("mse").GetDouble()), Is.Ordered.Ascending);
        Assert.That(json.RootElement.GetProperty("compared").GetInt64(), Is.EqualTo(2));

        var lines = _folder.Read("r.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines[0], Does.StartWith("rank,structure,frame,absorbers,mse"));
        Assert.That(lines[1], Does.StartWith($"1,{best[0].GetProperty("file").GetString()},0,"));
        Assert.That(new FileInfo(_folder.PathOf("r.png")).Length, Is.GreaterThan(10000));
    }

    [Test]
    public void The_fitted_spectrum_and_the_measured_one_give_the_error_that_is_told()
    {
        using var json = JsonDocument.Parse(Compare(AgO, "--background", "--window", "25505,25550", "--json").Output);
        var best = json.RootElement.GetProperty("best")[0];
        var (fitted, measured) = (Numbers(best, "fitted"), Numbers(best, "measured"));

        var error = fitted.Zip(measured, (one, other) => (one - other) * (one - other)).Average();
        Assert.That(error, Is.EqualTo(best.GetProperty("mse").GetDouble()).Within(1e-6));
        Assert.That(Numbers(best, "photon_energy"), Has.All.InRange(25505.0, 25550.0));
    }

    [Test]
    public void Shift_and_amplitude_can_be_fixed()
    {
        using var json = JsonDocument.Parse(Compare(AgO, "--shift", "-2.5", "--amplitude", "1", "--json").Output);
        var best = json.RootElement.GetProperty("best")[0];

        Assert.That(best.GetProperty("shift").GetDouble(), Is.EqualTo(-2.5));
        Assert.That(best.GetProperty("amplitude").GetDouble(), Is.EqualTo(1.0));
    }

    [Test]
    public void A_bad_frame_ends_the_comparison_or_is_left_out()
    {
        var bad = _folder.Write("bad.xyz", "2\n\nAg 0 0 0\nO 0 0 x\n");
        var stopped = Compare(AgO, bad);
        var kept = Compare(AgO, bad, "--keep-going");

        Assert.That(stopped.Status, Is.EqualTo(2));
        Assert.That(stopped.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(kept.Status, Is.Zero);
        Assert.That(kept.Error, Does.Contain("left out"));
    }

    [TestCase("--shift", "5,1")]
    [TestCase("--amplitude", "0")]
    [TestCase("--window", "25000")]
    [TestCase("--best", "0")]
    [TestCase("--e0", "8979")]
    public void A_wrong_option_ends_with_one_line(string option, string value)
    {
        var run = Compare(AgO, option, value);

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
    }

    [Test]
    public void A_project_asks_for_a_record()
    {
        var run = Repository.Run("compare", Project, AgO, "--model", "ag-k-fast");

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("name one, as"));
    }

    private static CommandRun Compare(params string[] args) => Repository.Run(["compare", $"{Project}:Ag oxide", .. args, "--model", "ag-k-fast"]);

    private static double[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
