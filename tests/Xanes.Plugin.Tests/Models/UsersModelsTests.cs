using System.IO.Compression;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Tests.Models;

public sealed class UsersModelsTests
{
    private TemporaryFolder _folder = null!;
    private UsersModels _models = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        _models = new UsersModels(_folder["users"]);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_model_goes_to_another_machine_as_one_file_and_predicts_the_same_there()
    {
        var silver = TestFiles.InTree("tests/data/models/ag-k-ridge");
        ModelArchive.Write(silver, _folder["model.zip"]);

        var (card, folder) = _models.Install(_folder["model.zip"]);

        Assert.That(folder, Is.EqualTo(Path.Combine(_folder["users"], "ag-k-ridge")));
        Assert.That(card.Info.Absorber, Is.EqualTo("Ag"));
        var structure = new AtomicStructure([47, 8, 8], [0, 0, 0, 2.1, 0, 0, -2.1, 0, 0]);
        using SpectrumModel sent = ModelFolder.Open(silver), received = ModelFolder.Open(folder);
        Assert.That(received.Predict(structure.View, 0).Intensities.ToArray(), Is.EqualTo(sent.Predict(structure.View, 0).Intensities.ToArray()));
        Assert.That(Directory.GetFileSystemEntries(_folder["users"]).Select(path => Path.GetFileName(path)), Is.EquivalentTo(new[] { "ag-k-ridge", "defaults.yaml" }));
    }

    [Test]
    public void A_name_that_is_taken_is_kept_until_it_is_said_to_be_replaced()
    {
        var source = CopperModel.Write(_folder["cu"]);
        _models.Install(source);

        Assert.That(() => _models.Install(source), Throws.TypeOf<InvalidInputException>().With.Message.Contains("--replace"));
        Assert.That(_models.Install(source, replace: true).Folder, Does.EndWith(CopperModel.Id));
        Assert.That(_models.Install(source, "other").Folder, Does.EndWith("other"));
    }

    [Test]
    public void A_file_that_was_changed_on_the_way_is_refused_and_leaves_nothing()
    {
        var source = CopperModel.Write(_folder["cu"]);
        File.AppendAllText(Path.Combine(source, "residuals.npy"), "x");
        ModelArchive.Write(source, _folder["model.zip"]);

        Assert.That(() => _models.Install(_folder["model.zip"]), Throws.TypeOf<InvalidInputException>());
        Assert.That(Directory.GetFileSystemEntries(_folder["users"]), Is.Empty);
    }

    [TestCase("../../model.yaml", "model.yaml")]
    [TestCase("run.sh", "no part of a model")]
    [TestCase("/etc/passwd", "no part of a model")]
    public void An_archive_writes_nothing_beside_the_model_s_own_files(string name, string words)
    {
        using (var archive = ZipFile.Open(_folder["evil.zip"], ZipArchiveMode.Create))
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write("id: evil");
        }

        Assert.That(() => _models.Install(_folder["evil.zip"]), Throws.TypeOf<InvalidInputException>().With.Message.Contains(words));
        Assert.That(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories), Is.EqualTo(new[] { _folder["evil.zip"] }));
    }

    [Test]
    public void An_archive_that_swells_is_refused_before_it_fills_the_disk()
    {
        using (var archive = ZipFile.Open(_folder["bomb.zip"], ZipArchiveMode.Create))
        {
            using var stream = archive.CreateEntry("model.yaml").Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 65; i++)
            {
                stream.Write(zeros);
            }
        }

        Assert.That(
            () => _models.Install(_folder["bomb.zip"]), Throws.TypeOf<InvalidInputException>().With.Message.Contains("larger than 64 MiB"));
        Assert.That(Directory.GetFileSystemEntries(_folder["users"]), Is.Empty);
    }

    [Test]
    public void What_is_no_archive_or_no_model_is_told_in_one_line()
    {
        File.WriteAllText(_folder["text.zip"], "no archive");
        Directory.CreateDirectory(_folder["empty"]);

        Assert.That(() => _models.Install(_folder["text.zip"]), Throws.TypeOf<InvalidInputException>().With.Message.Contains("xanes models export"));
        Assert.That(() => _models.Install(_folder["empty"]), Throws.TypeOf<InvalidInputException>().With.Message.Contains("has no model.yaml"));
        Assert.That(() => _models.Install(_folder["nowhere"]), Throws.TypeOf<InvalidInputException>().With.Message.Contains("no such file or folder"));
    }

    [TestCase("../cu")]
    [TestCase(".hidden")]
    [TestCase("")]
    public void A_name_that_leads_elsewhere_is_refused(string name)
    {
        var source = CopperModel.Write(_folder["cu"]);

        Assert.That(() => _models.Install(source, name), Throws.TypeOf<InvalidInputException>().With.Message.Contains("cannot be a model's name"));
        Assert.That(() => _models.Remove(name), Throws.TypeOf<InvalidInputException>());
        Assert.That(File.Exists(Path.Combine(source, "model.yaml")));
    }
}
