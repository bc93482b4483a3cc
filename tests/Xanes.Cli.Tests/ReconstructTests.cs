using System.Text.Json;
using Xanes.Cli.Tests.Support;
using Xanes.Plugin.Arrays;
using Xanes.Plugin.Structures;

namespace Xanes.Cli.Tests;

internal sealed class ReconstructTests
{
    private static readonly string Structure = Repository.PathOf("tests/data/agsi2o4.extxyz");

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_vector_that_describe_wrote_comes_back_as_a_structure_with_the_same_vector()
    {
        var vector = _folder.PathOf("x.npy");
        var again = _folder.PathOf("again.npy");
        var found = _folder.PathOf("found.xyz");
        Repository.Run("describe", Structure, "-o", vector, "-q");

        var run = Repository.Run("reconstruct", vector, "-o", found);
        Repository.Run("describe", found, "-o", again, "-q");

        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error, Does.Contain("verdict exact, 0 counts differ"));
        Assert.That(NpyFile.Read<float>(again).Values, Is.EqualTo(NpyFile.Read<float>(vector).Values));
        var frame = StructureReader.Read(found).Single();
        Assert.That(frame.Info["verdict"], Is.EqualTo("exact"));
        Assert.That(frame.Info["absorber"], Is.EqualTo("0"));
        Assert.That(frame.Structure.AtomicNumbers[0], Is.EqualTo(47));
    }

    [Test]
    public void A_structure_is_described_first_and_compared_with_what_is_found()
    {
        var run = Repository.Run("reconstruct", Structure, "--json", "--solutions", "2", "-q");

        using var json = JsonDocument.Parse(run.Output);
        var solutions = json.RootElement.GetProperty("solutions");
        Assert.That(solutions.GetArrayLength(), Is.InRange(1, 2));
        Assert.That(solutions[0].GetProperty("verdict").GetString(), Is.EqualTo("exact"));
        Assert.That(solutions[0].GetProperty("rmsd").GetDouble(), Is.InRange(0.0, 3.0));
        Assert.That(solutions[0].GetProperty("elements").EnumerateArray().Select(symbol => symbol.GetString()), Is.EqualTo(new[] { "Ag", "O", "O", "O", "O", "Si", "Si" }));
        Assert.That(solutions[0].GetProperty("positions").GetArrayLength(), Is.EqualTo(7));
    }

    [TestCase("fit.png", "\u0089PNG")]
    [TestCase("fit.svg", "<?xml")]
    public void A_picture_shows_histograms_and_atoms(string name, string beginning)
    {
        var picture = _folder.PathOf(name);

        var run = Repository.Run("reconstruct", Structure, "-q", "-o", _folder.PathOf("a.xyz"), "--plot", picture);

        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(File.ReadAllText(picture, System.Text.Encoding.Latin1), Does.StartWith(beginning));
        Assert.That(new FileInfo(picture).Length, Is.GreaterThan(20_000));
    }

    [Test]
    public void Where_a_file_holds_several_vectors_one_must_be_named()
    {
        var file = _folder.PathOf("x.npy");
        NpyFile.Write(file, new float[1800], 2, 900);

        var unnamed = Repository.Run("reconstruct", file);
        var missing = Repository.Run("reconstruct", file, "--row", "2");
        var named = Repository.Run("reconstruct", file, "--row", "1", "-q");

        Assert.That(unnamed.Status, Is.EqualTo(2));
        Assert.That(unnamed.Error, Does.Contain("holds 2 descriptors").And.Contain("--row"));
        Assert.That(missing.Status, Is.EqualTo(2));
        Assert.That(missing.Error, Does.Contain("no row 2"));
        Assert.That(named.Lines[0], Is.EqualTo("1"));
    }

    [Test]
    public void Counts_that_no_structure_has_are_written_as_verdict_none_with_status_1()
    {
        // Four O at 2 Å cannot all be 3.9 Å from each other.
        var counts = new float[900];
        counts[40] = 4;
        counts[300 + 39] = 6;
        var file = _folder.PathOf("x.npy");
        NpyFile.Write(file, counts, 900);

        var run = Repository.Run("reconstruct", file, "--time-limit", "0.2");

        Assert.That(run.Status, Is.EqualTo(1));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain("no structure with these counts was found"));
        Assert.That(run.Output, Does.Contain("verdict=none"));
    }

    [Test]
    public void A_vector_of_another_spec_is_refused_in_one_line_that_names_the_file()
    {
        var file = _folder.PathOf("x.npy");
        NpyFile.Write(file, new float[12], 12);
        var smeared = _folder.Write("spec.yaml", "kind: pair-rdf\nelements: [O, Si, Ag]\nsigma: 0.3\n");

        var length = Repository.Run("reconstruct", file);
        var sigma = Repository.Run("reconstruct", file, "--spec", smeared);

        Assert.That(length.Status, Is.EqualTo(2));
        Assert.That(length.Error, Does.Contain("x.npy, row 0: the descriptor has 12 values, its spec makes 900"));
        Assert.That(sigma.Status, Is.EqualTo(2));
        Assert.That(sigma.Error, Does.Contain("plain counts"));
    }

    [Test]
    public void A_smeared_vector_beside_the_counts_leads_to_the_original()
    {
        var smeared = Repository.PathOf("tests/data/smeared.yaml");
        var vector = _folder.PathOf("smeared.npy");
        Repository.Run("describe", Structure, "--spec", smeared, "-o", vector, "-q");

        string[] search = ["reconstruct", Structure, "--solutions", "20", "--time-limit", "60", "--json", "-q", "--refine-spec", smeared];
        var own = Repository.Run(search);
        var given = Repository.Run([.. search, "--refine-to", vector]);

        using var json = JsonDocument.Parse(own.Output);
        var best = json.RootElement.GetProperty("solutions")[0];
        Assert.That(best.GetProperty("rmsd").GetDouble(), Is.LessThan(0.001));
        Assert.That(best.GetProperty("target_difference").GetDouble(), Is.LessThan(0.001));
        using var again = JsonDocument.Parse(given.Output);
        Assert.That(again.RootElement.GetProperty("solutions")[0].GetProperty("rmsd").GetDouble(), Is.LessThan(0.001));
    }

    [Test]
    public void A_refinement_without_its_spec_or_its_vector_is_refused_in_one_line()
    {
        var vector = _folder.PathOf("x.npy");
        Repository.Run("describe", Structure, "-o", vector, "-q");

        var withoutSpec = Repository.Run("reconstruct", vector, "--refine-to", vector);
        var withoutVector = Repository.Run("reconstruct", vector, "--refine-spec", Repository.PathOf("tests/data/smeared.yaml"));

        Assert.That((withoutSpec.Status, withoutSpec.ErrorLines.Length), Is.EqualTo((2, 1)));
        Assert.That(withoutSpec.Error, Does.Contain("--refine-to needs --refine-spec"));
        Assert.That((withoutVector.Status, withoutVector.ErrorLines.Length), Is.EqualTo((2, 1)));
        Assert.That(withoutVector.Error, Does.Contain("give the smeared one as well, with --refine-to"));
    }

    [Test]
    public void A_periodic_structure_with_too_many_neighbours_is_refused_in_one_line()
    {
        var spec = _folder.Write("spec.yaml", "kind: pair-rdf\nelements: [O, Ag]\nr_max: 8.0\n");

        var run = Repository.Run("reconstruct", Repository.PathOf("tests/data/structures/ag2o.cif"), "-a", "0", "--spec", spec);

        Assert.That((run.Status, run.ErrorLines.Length), Is.EqualTo((2, 1)));
        Assert.That(run.Error, Does.Contain("at most 64 can be searched"));
    }
}
