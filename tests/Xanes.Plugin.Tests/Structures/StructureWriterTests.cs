using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Structures;

public class StructureWriterTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("xanes-writer-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCaseSource(typeof(StructureFiles), nameof(StructureFiles.AllGood))]
    public void What_is_written_reads_back_as_the_same_numbers(string file)
    {
        var path = Path.Combine(_folder, "out.extxyz");
        var frames = StructureReader.Read(StructureFiles.Good(file)).ToList();

        StructureWriter.Write(path, frames.Select(frame => (frame.Structure, frame.Info)));

        var again = StructureReader.Read(path).ToList();
        Assert.That(again, Has.Count.EqualTo(frames.Count));
        foreach (var (before, after) in frames.Zip(again))
        {
            Assert.Multiple(() =>
            {
                Assert.That(after.Structure.AtomicNumbers.ToArray(), Is.EqualTo(before.Structure.AtomicNumbers.ToArray()));
                Assert.That(after.Structure.Positions.ToArray(), Is.EqualTo(before.Structure.Positions.ToArray()));
                Assert.That(after.Structure.Cell.ToArray(), Is.EqualTo(before.Structure.Cell.ToArray()));
                Assert.That(after.Structure.Periodic, Is.EqualTo(before.Structure.Periodic));
                Assert.That(after.Info, Is.EquivalentTo(before.Info));
            });
        }

        Assert.That(Directory.GetFiles(_folder), Is.EqualTo(new[] { path }));
    }

    [TestCase("plain-1.5")]
    [TestCase("two words")]
    [TestCase("a \"quoted\" word")]
    [TestCase("back\\slash\\")]
    [TestCase("it's")]
    [TestCase("a=b")]
    [TestCase("[1, 2]")]
    [TestCase("")]
    public void Any_text_survives_in_the_info(string value)
    {
        using var text = new StringWriter();
        StructureWriter.Write(text, new AtomicStructure([47], [0.0, 0.0, 0.0]), new Dictionary<string, string> { ["note"] = value });

        Assert.That(StructureReader.Read(new StringReader(text.ToString()), "text").Single().Info["note"], Is.EqualTo(value));
    }

    [TestCase("two words", "value")]
    [TestCase("pbc", "value")]
    [TestCase("", "value")]
    [TestCase("note", "two\nlines")]
    public void Info_that_the_format_cannot_hold_is_refused(string key, string value)
    {
        Assert.That(
            () => StructureWriter.Write(TextWriter.Null, new AtomicStructure([47], [0.0, 0.0, 0.0]), new Dictionary<string, string> { [key] = value }),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains($"'{key}'"));
    }

    [Test]
    public void A_write_that_fails_midway_leaves_the_old_file_and_nothing_else()
    {
        var path = Path.Combine(_folder, "out.extxyz");
        File.WriteAllText(path, "old");
        var frames = StructureReader.Read(StructureFiles.Bad("frame-500.extxyz")).Select(frame => (frame.Structure, frame.Info));

        Assert.That(() => StructureWriter.Write(path, frames), Throws.TypeOf<InvalidInputException>());

        Assert.That(File.ReadAllText(path), Is.EqualTo("old"));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_folder_that_is_not_there_is_a_failure_in_one_line()
    {
        Assert.That(
            () => StructureWriter.Write(Path.Combine(_folder, "none", "out.xyz"), []),
            Throws.TypeOf<XanesException>().With.Message.Contains("cannot be written"));
    }
}
