using System.Globalization;
using System.Text;
using System.Text.Json;
using Xanes.Cli.Tests.Support;
using Xanes.Interop;
using Xanes.Plugin;
using Xanes.Plugin.Structures;

namespace Xanes.Cli.Tests;

/// <summary>Measured spectra of silver on the command line: what fits them, and what they are mixtures of.</summary>
internal sealed class FitTests
{
    private static readonly string Project = Repository.PathOf("tests/data/measured/ag.prj");
    private static readonly string Silver = Repository.PathOf("models/data/ag-k-green-2-crystal-wide/sources/Ag.cif");
    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_fit_leaves_a_report_with_pictures_structures_and_the_posterior()
    {
        var answer = _folder.PathOf("foil");

        var run = Repository.Run(
            "fit", $"{Project}:Ag foil", "--start", Silver, "--vary", "cell", "-m", "ag-k-fast", "--population", "40", "--steps", "40", "-o", answer);

        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("lattice parameter a (Å)").And.Contain("Mean square error"));
        Assert.That(
            Directory.GetFiles(answer).Select(file => Path.GetFileName(file)).Order(),
            Is.EqualTo(new[] { "best.extxyz", "corner.png", "distances.png", "fit.png", "posterior.npz", "report.md", "result.yaml" }));
        foreach (var picture in Directory.GetFiles(answer, "*.png"))
        {
            Assert.That(File.ReadAllBytes(picture)[..4], Is.EqualTo(PngSignature));
        }

        var result = YamlMap.ReadFile(Path.Combine(answer, "result.yaml"));
        var lattice = result.Maps("parameters").Single(parameter => parameter.Text("name") == "lattice parameter a");
        var best = StructureReader.Read(Path.Combine(answer, "best.extxyz")).First();
        Assert.That(best.Structure.Cell[0], Is.EqualTo(lattice.Number("best")).Within(1e-5));
        Assert.That(lattice.Numbers("interval_90")[0], Is.LessThan(lattice.Numbers("interval_90")[1]));
        Assert.That(best.Info["start"], Is.EqualTo("Ag"));
    }

    [Test]
    public void Starts_are_ranked_by_their_probabilities()
    {
        var oxide = Repository.PathOf("tests/data/structures/ag2o.cif");

        var run = Repository.Run(
            "fit", $"{Project}:Ag foil", "--start", Silver, "--start", oxide, "--each", "-m", "ag-k-fast", "--population", "40", "--steps", "40", "--json", "-q");

        using var ranking = JsonDocument.Parse(run.Output);
        var places = ranking.RootElement.EnumerateArray().ToArray();
        Assert.That(places.Select(place => place.GetProperty("start").GetString()), Is.EquivalentTo(new[] { "Ag", "ag2o", "Ag + ag2o" }));
        Assert.That(places.Sum(place => place.GetProperty("probability").GetDouble()), Is.EqualTo(1.0).Within(1e-9));
        Assert.That(places.Select(place => place.GetProperty("probability").GetDouble()), Is.Ordered.Descending);
        Assert.That(places[^1].GetProperty("start").GetString(), Is.EqualTo("ag2o"), "the foil is no oxide");
    }

    [Test]
    public void A_mixture_of_measured_standards_comes_back_within_two_hundredths()
    {
        var file = _folder.Write("mixed.dat", Mixed(0.3));

        var run = Repository.Run("mixture", file, $"{Project}:Ag foil", $"{Project}:Ag oxide", $"{Project}:Ag chloride", "--json");

        Assert.That(run.Status, Is.Zero, run.Error);
        using var result = JsonDocument.Parse(run.Output);
        var components = result.RootElement.GetProperty("mixtures")[0].GetProperty("components").EnumerateArray()
            .ToDictionary(one => one.GetProperty("name").GetString()!, one => one.GetProperty("fraction").GetDouble());
        Assert.That(components.Single(one => one.Key.EndsWith("Ag foil", StringComparison.Ordinal)).Value, Is.EqualTo(0.3).Within(0.02));
        Assert.That(components.Single(one => one.Key.EndsWith("Ag oxide", StringComparison.Ordinal)).Value, Is.EqualTo(0.7).Within(0.02));
        Assert.That(components, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_mixture_is_drawn_and_written_as_numbers()
    {
        var (table, picture) = (_folder.PathOf("m.csv"), _folder.PathOf("m.png"));

        var run = Repository.Run("mixture", $"{Project}:Ag oxide", $"{Project}:Ag foil", $"{Project}:Ag chloride", "-o", table, "--plot", picture);

        Assert.That(run.Status, Is.Zero, run.Error);
        var rows = _folder.Read("m.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(rows[0], Is.EqualTo("photon_energy,measured,fitted,difference"));
        var last = rows[^1].Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        Assert.That(last[3], Is.EqualTo(last[1] - last[2]).Within(1e-12));
        Assert.That(File.ReadAllBytes(picture)[..4], Is.EqualTo(PngSignature));
    }

    [Test]
    public void Components_of_a_series_of_mixtures_are_as_many_as_were_mixed()
    {
        var files = new[] { 0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 1.0 }.Select(share => _folder.Write($"mixed-{share:0.00}.dat", Mixed(share))).ToArray();

        var run = Repository.Run(["components", .. files, "--json"]);

        using var result = JsonDocument.Parse(run.Output);
        Assert.That(result.RootElement.GetProperty("suggested_by_scree").GetInt32(), Is.EqualTo(2));
        Assert.That(result.RootElement.GetProperty("names").GetArrayLength(), Is.EqualTo(7));
    }

    [Test]
    public void A_start_with_an_element_that_the_model_does_not_know_is_refused_before_the_search()
    {
        var start = _folder.Write("foreign.xyz", "3\n\nAg 0 0 0\nO 2.1 0 0\nMg 0 3.0 0\n");

        var run = Repository.Run("fit", $"{Project}:Ag foil", "--start", start, "--vary", "shell O 1.9-2.4");

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error.TrimEnd(), Does.Contain("(Mg), 3 Å from the absorber, is of an element that model ag-k-accurate does not know").And.Contain("--model").And.Not.Contain("\n"));
    }

    [TestCase("--vary", "bond 1-2", "'bond 1-2' is of no known kind")]
    [TestCase("--vary", "other: cell", "there is no start 'other'; the starts are Ag")]
    [TestCase("--shift", "3", "--shift: '3' needs bounds such as -5..5")]
    [TestCase("--start", "nowhere.cif", "nowhere.cif")]
    [TestCase("--range", "1", "--range takes two numbers")]
    [TestCase("--noise", "0", "noise must be positive")]
    public void A_mistake_ends_with_one_line(string option, string value, string expected)
    {
        var run = Repository.Run("fit", $"{Project}:Ag foil", "--start", Silver, option, value);

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error.TrimEnd(), Does.Contain(expected).And.Not.Contain("\n"));
    }

    [Test]
    public void A_project_without_a_record_and_a_fit_without_a_start_are_refused_with_what_can_be_typed()
    {
        var unnamed = Repository.Run("fit", Project, "--start", Silver);
        var nothing = Repository.Run("fit", $"{Project}:Ag foil");

        Assert.That((unnamed.Status, nothing.Status), Is.EqualTo((2, 2)));
        Assert.That(unnamed.Error, Does.Contain("name one, as"));
        Assert.That(nothing.Error, Does.Contain("--start ag2o.cif"));
    }

    /// <summary>A file of columns with a share of the foil, the rest oxide, and a little noise.</summary>
    private static string Mixed(double foilShare)
    {
        using var plugin = new XanesPlugin(PluginManifest.Read(Repository.Manifest));
        var (foil, oxide) = (Read(plugin, "Ag foil"), Read(plugin, "Ag oxide"));
        var random = new Random((int)(1000 * foilShare));
        var text = new StringBuilder("# energy mu\n");
        var energies = oxide.Measured.Energies.Span;
        for (var i = 0; i < energies.Length; i++)
        {
            if (energies[i] < foil.Measured.Energies.Span[0])
            {
                continue;
            }

            var value = (foilShare * At(foil, energies[i])) + ((1.0 - foilShare) * oxide.Flattened.Span[i]) + (0.001 * (random.NextDouble() - 0.5));
            text.Append(CultureInfo.InvariantCulture, $"{energies[i]} {value}\n");
        }

        return text.ToString();
    }

    private static NormalisedSpectrum Read(XanesPlugin plugin, string record) => plugin.Normalise(plugin.ReadMeasured($"{Project}:{record}").Single().SpectrumOrThrow());

    private static double At(NormalisedSpectrum spectrum, double energy)
    {
        var energies = spectrum.Measured.Energies.Span;
        var after = 1;
        while (after < energies.Length - 1 && energies[after] < energy)
        {
            after++;
        }

        var share = (energy - energies[after - 1]) / (energies[after] - energies[after - 1]);
        return spectrum.Flattened.Span[after - 1] + (share * (spectrum.Flattened.Span[after] - spectrum.Flattened.Span[after - 1]));
    }
}
