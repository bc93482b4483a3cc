using Xanes.Cli.Tests.Support;
using Xanes.Plugin;

namespace Xanes.Cli.Tests;

/// <summary>Counts in messages.</summary>
internal sealed class CountedTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase(0, "0 atoms")]
    [TestCase(1, "1 atom")]
    [TestCase(2, "2 atoms")]
    public void One_of_a_kind_is_told_in_the_singular(long count, string told)
    {
        Assert.That(Counted.Of(count, "atom"), Is.EqualTo(told));
    }

    [TestCase("AgO", "1 spectrum in")]
    [TestCase("AgOAg", "2 spectra in")]
    public void A_single_spectrum_is_told_as_one(string frame, string told)
    {
        var run = CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", frame), "-o", _folder.PathOf("s.csv"));

        Assert.That(run.Error, Does.Contain(told));
    }

    [Test]
    public void A_single_atom_that_is_announced_is_told_as_one()
    {
        var run = Repository.Run("predict", _folder.Write("a.xyz", "1\n\nAg 0 0 0\nO 0 0 2\n"));

        Assert.That(run.Error, Does.Contain("1 atom is announced"));
    }

    [Test]
    public void A_structure_of_one_atom_has_one_atom()
    {
        var run = Repository.Run("predict", _folder.Write("a.xyz", "1\n\nAg 0 0 0\n"), "--absorber", "3");

        Assert.That(run.Error, Does.Contain("the structure has 1 atom, 0 to 0"));
    }
}
