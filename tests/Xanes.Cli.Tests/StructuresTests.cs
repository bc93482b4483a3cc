using Xanes.Cli.Optimade;
using Xanes.Cli.Tests.Support;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Cli.Tests;

/// <summary>Crystals by their formula, from a server on this machine with recorded answers.</summary>
internal sealed class StructuresTests
{
    private TestFolder _folder = null!;
    private RecordedServer _server = null!;
    private string? _cacheHome;

    [SetUp]
    public void Start()
    {
        _folder = new TestFolder();
        _server = new RecordedServer();
        _cacheHome = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", _folder.PathOf("cache"));
    }

    [TearDown]
    public void Stop()
    {
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", _cacheHome);
        _server.Dispose();
        _folder.Dispose();
    }

    [TestCase("good")]
    [TestCase("object")]
    public void All_pages_of_a_formula_become_frames_with_their_identifiers(string scenario)
    {
        var file = _folder.PathOf("cu2o.extxyz");

        var run = Get(scenario, "Cu4O2", "-o", file);

        Assert.That(run.Status, Is.Zero, run.Error);
        var frames = StructureReader.Read(file).ToArray();
        Assert.That(frames.Select(frame => frame.Info["id"]), Is.EqualTo(new[] { "exmpl/1", "exmpl/2", "exmpl/3" }));
        Assert.That(frames.Select(frame => frame.Structure.Cell[0]), Is.EqualTo(new[] { 4.2696, 4.2685, 4.252 }));
        Assert.That(frames[2].Structure.AtomicNumbers.ToArray(), Is.EqualTo(new[] { 29, 29, 29, 29, 8, 8 }));
        Assert.That(frames[0].Structure.Periodic, Is.EqualTo(PeriodicDirections.All));

        // Cu-O of cuprite: a sqrt(3) / 4.
        Assert.That((frames[0].Structure.Position(0) - frames[0].Structure.Position(4)).Length, Is.EqualTo(4.2696 * Math.Sqrt(3.0) / 4.0).Within(1e-4));
        Assert.That(_server.Requests[0].Query, Does.Contain("filter=chemical_formula_reduced%3D%22Cu2O%22"));
    }

    [Test]
    public void Crystals_become_CIF_files_that_read_back_as_the_same_crystals()
    {
        var run = Get("good", "Cu2O", "-o", _folder.PathOf("cif"), "--limit", "2");

        Assert.That(run.Status, Is.Zero, run.Error);
        var files = Directory.GetFiles(_folder.PathOf("cif")).Order().ToArray();
        Assert.That(files.Select(file => Path.GetFileName(file)), Is.EqualTo(new[] { "localhost-exmpl-1.cif", "localhost-exmpl-2.cif" }));
        var crystal = StructureReader.Read(files[0]).Single().Structure;
        Assert.That(crystal.Count, Is.EqualTo(6));
        Assert.That(crystal.Cell[0], Is.EqualTo(4.2696).Within(1e-6));
        Assert.That((crystal.Position(0) - crystal.Position(4)).Length, Is.EqualTo(4.2696 * Math.Sqrt(3.0) / 4.0).Within(1e-4));
        Assert.That(_server.Requests, Has.Count.EqualTo(1), "the first page holds enough");
    }

    [Test]
    public void What_was_asked_before_needs_no_network_and_is_asked_again_on_request()
    {
        Get("good", "Cu2O", "-o", _folder.PathOf("first.extxyz"));
        var asked = _server.Requests.Count;

        var again = Get("good", "Cu2O", "-o", _folder.PathOf("second.extxyz"));
        Assert.That(again.Status, Is.Zero, again.Error);
        Assert.That(_server.Requests, Has.Count.EqualTo(asked));
        Assert.That(_folder.Read("second.extxyz"), Is.EqualTo(_folder.Read("first.extxyz")));

        Get("good", "Cu2O", "-o", _folder.PathOf("third.extxyz"), "--refresh");
        Assert.That(_server.Requests, Has.Count.EqualTo(2 * asked));
    }

    [Test]
    public void An_old_answer_stands_in_where_the_network_fails()
    {
        Get("good", "Cu2O", "-o", _folder.PathOf("first.extxyz"));
        foreach (var file in Directory.GetFiles(_folder.PathOf("cache"), "*.json", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        }

        _server.Dispose();
        var run = Get("good", "Cu2O", "-o", _folder.PathOf("second.extxyz"));

        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Contain("cannot be reached").And.Contain("what it said on 2020-01-02 is taken"));
        Assert.That(_folder.Read("second.extxyz"), Is.EqualTo(_folder.Read("first.extxyz")));
    }

    [Test]
    public void Disordered_and_damaged_entries_are_left_out_one_by_one_and_a_slab_is_taken()
    {
        var run = Get("special", "Cu", "-o", _folder.PathOf("cu.extxyz"));

        Assert.That(run.Status, Is.Zero, run.Error);
        var slab = StructureReader.Read(_folder.PathOf("cu.extxyz")).Single();
        Assert.That(slab.Structure.Periodic, Is.EqualTo(PeriodicDirections.A | PeriodicDirections.C));
        Assert.That(run.ErrorLines.Count(line => line.StartsWith("xanes: left out: ", StringComparison.Ordinal)), Is.EqualTo(11));
        Assert.That(run.Error, Does.Contain("disordered").And.Contain("(assemblies)").And.Contain("'vacancy', which is no element")
            .And.Contain("2 positions and 1 species").And.Contain("zero volume").And.Contain("not three numbers").And.Contain("has no 'attributes'"));
    }

    [TestCase("refused", "status 400 (Unable to parse filter: unknown property)")]
    [TestCase("html", "answered with text/html, not with JSON")]
    [TestCase("rubbish", "is no JSON")]
    [TestCase("list", "has no list 'data'")]
    [TestCase("deep", "is no JSON")]
    [TestCase("nowhere", "status 404")]
    [TestCase("elsewhere", "names a next page elsewhere")]
    [TestCase("huge", "sends more than 64 MiB")]
    public void An_answer_that_is_none_is_told_in_one_line_and_not_kept(string scenario, string words)
    {
        var run = Get(scenario, "Cu2O", "-o", _folder.PathOf("x.extxyz"));

        Assert.That(run.Status, Is.EqualTo(1), run.Error);
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain(words));
        Assert.That(File.Exists(_folder.PathOf("x.extxyz")), Is.False);
        Assert.That(Directory.Exists(_folder.PathOf("cache/xanes/optimade")) && scenario is not "elsewhere", Is.False);
    }

    [TestCase("endless", 50)]
    [TestCase("circle", 2)]
    public void Pages_without_an_end_are_given_up(string scenario, int most)
    {
        var run = Get(scenario, "Cu2O", "-o", _folder.PathOf("x.extxyz"));

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("its pages do not end"));
        Assert.That(_server.Requests, Has.Count.LessThanOrEqualTo(most));
    }

    [Test]
    public void A_server_that_does_not_answer_in_time_is_given_up()
    {
        var run = Get("slow", "Cu2O", "-o", _folder.PathOf("x.extxyz"), "--timeout", "0.2");

        Assert.That(run.Status, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("no answer from localhost in time").And.Contain("--provider"));
    }

    [Test]
    public void Without_a_network_the_words_are_clear()
    {
        _server.Dispose();

        var run = Get("good", "Cu2O", "-o", _folder.PathOf("x.extxyz"));

        Assert.That(run.Status, Is.EqualTo(1));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain("localhost cannot be reached").And.Contain("check the network"));
    }

    [Test]
    public void Of_several_databases_those_that_fail_are_passed_over()
    {
        var run = CommandRun.Of(
            _folder, "structures", "get", "Cu2O", "--retries", "0", "-o", _folder.PathOf("x.extxyz"),
            "--provider", $"{_server.Address}/html", "--provider", $"{_server.Address}/good");

        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Contain("passed over").And.Contain("3 crystals"));
    }

    [Test]
    public async Task A_busy_server_is_asked_again_until_it_answers()
    {
        using var client = new OptimadeClient(
            new PageCache(_folder.PathOf("cache")), refresh: false, TimeSpan.FromSeconds(30), retries: 3, TimeSpan.FromMilliseconds(1), _ => { });

        var (crystals, leftOut) = await new OptimadeSearch(client, 10).FindAsync(OptimadeProvider.Of($"{_server.Address}/busy"), "Cu2O", default);

        Assert.That(crystals.Single().Id, Is.EqualTo("exmpl/3"));
        Assert.That(leftOut, Is.Empty);
        Assert.That(_server.Requests, Has.Count.EqualTo(3));
    }

    [TestCase("SiO2", "O2Si")]
    [TestCase("Fe4O6", "Fe2O3")]
    [TestCase("Cu", "Cu")]
    [TestCase("CH3OH", "CH4O")]
    [TestCase("Cu2", "Cu")]
    public void Formulas_are_reduced_as_OPTIMADE_wants_them(string formula, string reduced)
    {
        Assert.That(ReducedFormula.Of(formula), Is.EqualTo(reduced));
    }

    [TestCase("")]
    [TestCase("cu2o")]
    [TestCase("Cu0")]
    [TestCase("Cu\" OR id=\"1")]
    [TestCase("Qq2")]
    [TestCase("Cu99999999999")]
    public void What_is_no_formula_is_refused_before_anybody_is_asked(string formula)
    {
        Assert.That(() => ReducedFormula.Of(formula), Throws.TypeOf<InvalidInputException>().With.Message.Contains("is no chemical formula"));
    }

    private CommandRun Get(string scenario, string formula, params string[] options) => CommandRun.Of(
        _folder, ["structures", "get", formula, "--provider", $"{_server.Address}/{scenario}", .. options, .. options.Contains("--retries") ? [] : new[] { "--retries", "0" }]);
}
