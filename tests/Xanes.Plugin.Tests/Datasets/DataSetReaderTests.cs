using System.Diagnostics;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Arrays;
using Xanes.Plugin.Datasets;

namespace Xanes.Plugin.Tests.Datasets;

public sealed class DataSetReaderTests
{
    [Test]
    public void A_shipped_set_comes_with_its_protocol_groups_and_spectra()
    {
        var set = DataSetReader.Read(TestFiles.InTree("models/data/ag-k-green-2-crystal"));

        Assert.That(set.Name, Is.EqualTo("ag-k-green-2-crystal"));
        Assert.That(set.Entries, Has.Count.EqualTo(92));
        Assert.That(set.Protocol.EdgeEnergy, Is.EqualTo(25514.0));
        Assert.That(set.Protocol.EpsiiReference, Is.EqualTo(25280.7));
        Assert.That(set.Energies, Has.Length.EqualTo(137));
        Assert.That((set.Energies[0], set.Energies[^1]), Is.EqualTo((-8.0, 60.0)));
        Assert.That(set.Entries.Select(entry => entry.Group).Distinct(), Is.EquivalentTo(new[] { "Ag", "Ag2O", "AgO" }));
        Assert.That(set.Entries.All(entry => entry.Site.Structure.AtomicNumbers[entry.Site.Absorber] == 47));

        // An edge step of 1: far above the edge the intensities are about 1.
        Assert.That(set.Entries.Average(entry => entry.Spectrum.Span[^1]), Is.EqualTo(1.0).Within(0.05));
    }

    [Test]
    public void The_hash_is_that_of_the_listing_by_sha256sum()
    {
        using var folder = new TemporaryFolder();
        var path = SmallDataSet.Write(folder, "set", 4);
        var start = new ProcessStartInfo("sh", ["-c", "sha256sum dataset.yaml energy.npy spectra.npy structures.extxyz | sha256sum"])
        {
            WorkingDirectory = path,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var expected = process.StandardOutput.ReadToEnd().Split(' ')[0];

        Assert.That(DataSetReader.Read(path).Sha256, Is.EqualTo(expected));
    }

    [Test]
    public void A_set_with_fewer_spectra_than_structures_is_refused()
    {
        AssertRefused(
            path => NpyFile.Write(Path.Combine(path, "spectra.npy"), new float[3 * SmallDataSet.Points], 3, SmallDataSet.Points),
            "has more structures than spectra.npy spectra (3)");
    }

    [Test]
    public void A_set_with_more_spectra_than_structures_is_refused()
    {
        AssertRefused(
            path => NpyFile.Write(Path.Combine(path, "spectra.npy"), new float[5 * SmallDataSet.Points], 5, SmallDataSet.Points),
            "has 4 structures, spectra.npy 5 spectra");
    }

    [Test]
    public void Spectra_that_do_not_fit_the_energies_are_refused()
    {
        AssertRefused(path => NpyFile.Write(Path.Combine(path, "spectra.npy"), new float[4 * 5], 4, 5), "must be [n, 6]");
    }

    [Test]
    public void Energies_that_do_not_ascend_are_refused()
    {
        AssertRefused(path => NpyFile.Write(Path.Combine(path, "energy.npy"), [1.0, 2.0, 2.0, 3.0, 4.0, 5.0], 6), "energy 2");
    }

    [Test]
    public void A_spectrum_with_a_value_that_is_not_finite_is_refused_by_its_number()
    {
        AssertRefused(
            path =>
            {
                var spectra = new float[4 * SmallDataSet.Points];
                spectra[(2 * SmallDataSet.Points) + 3] = float.NaN;
                NpyFile.Write(Path.Combine(path, "spectra.npy"), spectra, 4, SmallDataSet.Points);
            },
            "spectrum 2 holds a value that is not finite (point 3)");
    }

    [Test]
    public void A_wrong_count_in_the_facts_is_refused()
    {
        AssertRefused(path => SmallDataSet.WriteFacts(path, 4, "count: 7"), "'count' is 7, but structures.extxyz has 4");
    }

    [Test]
    public void A_missing_protocol_key_is_refused()
    {
        AssertRefused(path => SmallDataSet.WriteFacts(path, 4, "edge_energy:"), "edge_energy");
    }

    [Test]
    public void A_frame_whose_absorber_is_of_another_element_is_refused()
    {
        AssertRefused(path => EditStructures(path, text => text.Replace("id=2 absorber=0", "id=2 absorber=1", StringComparison.Ordinal)), "frame 2");
    }

    [Test]
    public void A_frame_without_an_absorber_is_refused()
    {
        AssertRefused(path => EditStructures(path, text => text.Replace("id=1 absorber=0", "id=1", StringComparison.Ordinal)), "'absorber='");
    }

    [Test]
    public void An_id_that_occurs_twice_is_refused()
    {
        AssertRefused(path => EditStructures(path, text => text.Replace("id=3", "id=1", StringComparison.Ordinal)), "id 1 occurs twice");
    }

    [Test]
    public void Structures_that_say_which_part_they_are_of_are_split_so()
    {
        using var folder = new TemporaryFolder();
        string[] parts = ["test", "train", "val", "validation"];

        var set = DataSetReader.Read(SmallDataSet.Write(folder, "set", 4, split: id => parts[id]));

        Assert.That(set.HasGivenSplit);
        Assert.That(
            set.Entries.Select(entry => entry.Part),
            Is.EqualTo(new[] { SplitPart.Test, SplitPart.Training, SplitPart.Validation, SplitPart.Validation }));
        Assert.That(Split.Rule(SplitKey.Id, [set]), Does.Contain("split="));
    }

    [Test]
    public void Structures_of_which_some_only_say_their_part_are_refused()
    {
        AssertRefused(path => EditStructures(path, text => text.Replace("id=2", "id=2 split=train", StringComparison.Ordinal)), "1 of 4 structures have 'split='");
    }

    [Test]
    public void A_part_that_there_is_not_is_refused_with_those_there_are()
    {
        AssertRefused(path => EditStructures(path, text => text.Replace("id=2", "id=2 split=dev", StringComparison.Ordinal)), "train, validation or test");
    }

    private static void EditStructures(string path, Func<string, string> edit)
    {
        var file = Path.Combine(path, "structures.extxyz");
        File.WriteAllText(file, edit(File.ReadAllText(file)));
    }

    private static void AssertRefused(Action<string> damage, string reason)
    {
        using var folder = new TemporaryFolder();
        var path = SmallDataSet.Write(folder, "set", 4);
        damage(path);

        var fault = Assert.Throws<InvalidInputException>(() => DataSetReader.Read(path));

        Assert.That(fault!.Message, Does.StartWith(path).And.Contains(reason).And.Not.Contains("\n"));
    }
}
