using Xanes.Cli.Tests.Support;
using Xanes.Interop;

namespace Xanes.Cli.Tests;

internal sealed class ManifestFinderTests
{
    private TestFolder _here = null!;
    private TestFolder _program = null!;

    [SetUp]
    public void MakeFolders() => (_here, _program) = (new TestFolder(), new TestFolder());

    [TearDown]
    public void RemoveFolders()
    {
        _here.Dispose();
        _program.Dispose();
    }

    [Test]
    public void The_option_comes_before_the_variable_before_the_current_folder_before_the_programs()
    {
        var below = Directory.CreateDirectory(_here.PathOf("a/b")).FullName;
        var beside = Directory.CreateDirectory(_program.PathOf("bin")).FullName;

        Assert.That(new ManifestFinder("option", "variable", below, beside).Find(), Is.EqualTo("option"));
        Assert.That(new ManifestFinder(null, "variable", below, beside).Find(), Is.EqualTo("variable"));
        Assert.That(new ManifestFinder(null, "", below, beside).Find(), Is.EqualTo(_here.Manifest));
        File.Delete(_here.Manifest);
        Assert.That(new ManifestFinder(null, null, below, beside).Find(), Is.EqualTo(_program.Manifest));
    }

    [Test]
    public void Without_any_manifest_the_message_names_the_option_and_the_variable()
    {
        File.Delete(_here.Manifest);
        var finder = new ManifestFinder(null, null, _here.PathOf(""), _here.PathOf(""));

        Assert.That(finder.Require, Throws.TypeOf<InvalidInputException>().With.Message.Contains("--manifest").And.Message.Contains("XANES_MANIFEST"));
    }
}
