using System.IO.Compression;
using System.Text;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Measured.Normalisation;
using Xanes.Plugin.Measured.Reading;

namespace Xanes.Plugin.Tests.Measured;

/// <summary>Projects, XDI files, and what is said where a file cannot be read.</summary>
public class MeasuredFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_project_gives_its_records_with_their_references()
    {
        var records = MeasuredFile.ReadAll(MeasuredFiles.Path("ag.prj"));

        Assert.That(records, Has.Count.EqualTo(21));
        Assert.That(records.Select(record => record.Fault), Is.All.Null);
        var oxide = records.Single(record => record.Label == "Ag oxide").SpectrumOrThrow();
        var reference = records.Single(record => record.Label == "Ref Ag oxide").SpectrumOrThrow();
        Assert.That(oxide.Energies.Length, Is.EqualTo(252));
        Assert.That(oxide.Element, Is.EqualTo("Ag"));
        Assert.That(oxide.Edge, Is.EqualTo("K"));
        Assert.That(oxide.Reference.ToArray(), Is.EqualTo(reference.Absorption.ToArray()));
        Assert.That(oxide.ReferenceChannel()!.Absorption.ToArray(), Is.EqualTo(reference.Absorption.ToArray()));
        Assert.That(reference.Reference.IsEmpty);
    }

    [TestCase("Ag oxide")]
    [TestCase("ag OXIDE")]
    [TestCase("ccaq")]
    [TestCase("16")]
    public void A_record_is_named_by_its_label_its_group_or_its_number(string name)
    {
        var records = MeasuredFile.ReadAll(MeasuredFiles.Path("ag.prj"));
        var expected = records.Single(record => record.Label == "Ag oxide");
        var actual = name == "16" ? $"{expected.Number}" : name == "ccaq" ? expected.Group : name;

        Assert.That(MeasuredFile.Read($"{MeasuredFiles.Path("ag.prj")}:{actual}").Label, Is.EqualTo("Ag oxide"));
    }

    [Test]
    public void A_record_that_is_not_there_is_answered_by_those_that_are()
    {
        var path = MeasuredFiles.Path("ag.prj");

        Assert.That(
            () => MeasuredFile.Read($"{path}:Au foil"),
            Throws.TypeOf<InvalidInputException>().With.Message.StartsWith($"{path}: has no record 'Au foil'; it has 'Ag foil', 'Ag nitrate'"));
    }

    [Test]
    public void A_project_of_which_one_spectrum_is_wanted_asks_which()
    {
        Assert.That(
            () => MeasuredFile.Read(MeasuredFiles.Path("ag.prj")),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("holds 21 records; name one, as").And.Message.Contains("ag.prj:Ag foil'"));
    }

    [Test]
    public void A_project_in_json_is_read_compressed_or_not_in_its_own_order_with_its_energy_shift()
    {
        var x = string.Join(',', MeasuredFiles.Energies);
        var y = string.Join(',', MeasuredFiles.Energies.Select(energy => $"\"{MeasuredFiles.Edge(energy):R}\""));
        var text = $$$"""
            {"_____header1": "# Athena project file -- Demeter version 0.9.26", "_____order": ["b", "a"],
             "a": {"args": {"label": "first", "bkg_eshift": 0}, "x": [{{{x}}}], "y": [{{{y}}}]},
             "b": {"args": {"label": "second", "bkg_eshift": "-1.5", "bkg_z": "Cu", "fft_edge": "k"}, "x": [{{{x}}}], "y": [{{{y}}}]}}
            """;
        var plain = Write("plain.prj", text);
        var compressed = Path.Combine(_folder.Path, "compressed.prj");
        using (var gzip = new GZipStream(File.Create(compressed), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        foreach (var path in new[] { plain, compressed })
        {
            var records = MeasuredFile.ReadAll(path);
            Assert.That(records.Select(record => record.Label), Is.EqualTo(new[] { "second", "first" }));
            var shifted = records[0].SpectrumOrThrow();
            Assert.That(shifted.Energies.Span[0], Is.EqualTo(8798.5));
            Assert.That((shifted.Element, shifted.Edge), Is.EqualTo(("Cu", "K")));
            Assert.That(records[1].SpectrumOrThrow().Energies.Span[0], Is.EqualTo(8800.0));
        }
    }

    [Test]
    public void Perl_texts_with_quotes_commas_and_unicode_are_taken_as_they_are_and_chi_is_refused()
    {
        var x = string.Join(',', MeasuredFiles.Energies.Select(energy => $"'{energy}'"));
        var path = Write("odd.prj", $"""
            # Athena project file -- Demeter version 0.9.13

            $old_group = 'abcd';
            @args = ('titles',['it\'s (one), two; three'],'label',"\x{"{"}c5{"}"}ngstr\x{"{"}f6{"}"}m, it's",'bkg_z','Cu','empty','','none',undef);
            @x = ({x});
            @y = ({x});
            [record]   # create object and set arrays

            $old_group = 'efgh';
            @args = ('label','chi','is_chi','1');
            @x = ({x});
            @y = ({x});
            [record]
            @journal = ();
            1;
            """);
        var records = MeasuredFile.ReadAll(path);

        Assert.That(records.Select(record => record.Label), Is.EqualTo(new[] { "Ångström, it's", "chi" }));
        Assert.That(records[0].Spectrum!.Energies.ToArray(), Is.EqualTo(MeasuredFiles.Energies));
        Assert.That(records[1].Fault!.Message, Is.EqualTo($"{path}:chi: is chi(k), not a spectrum; give a record with mu(E)"));
    }

    [Test]
    public void Xdi_fields_name_the_columns_and_the_element()
    {
        var foil = MeasuredFile.Read(MeasuredFiles.Path("Zn_foil.xdi"));

        Assert.That(foil.Element, Is.EqualTo("Zn"));
        Assert.That(foil.Label, Is.EqualTo("Zn foil"));
        Assert.That(foil.Energies.Span[0], Is.EqualTo(9584.0));
        Assert.That(foil.Absorption.Span[0], Is.EqualTo(Math.Log(94955.049842 / 56941.849906)).Within(1e-12), "ln(i0/itrans), columns 4 and 5 of 5");
    }

    [Test]
    public void An_angle_becomes_a_photon_energy_with_the_lattice_spacing()
    {
        // h c = 12398.4198 eV Å; Si(111) with d = 3.1355 Å: 30 degrees are 12398.4198 / 3.1355 eV.
        static double Angle(double energy) => double.RadiansToDegrees(Math.Asin(12398.419843320026 / (2.0 * 3.1355 * energy)));
        var body = MeasuredFiles.Lines(" ", Angle, energy => MeasuredFiles.Edge(energy));
        var path = Write("angle.xdi", $"# XDI/1.0\n# Column.1: angle degrees\n# Column.2: mutrans\n# Mono.d_spacing: 3.1355\n# ---\n# angle mutrans\n{body}");
        var without = Write("angle.dat", $"# angle mu\n{body}");

        Assert.That(MeasuredFile.Read(path).Energies.ToArray(), Is.EqualTo(MeasuredFiles.Energies).Within(1e-3));
        Assert.That(MeasuredFile.Read(without, new MeasuredFileOptions { LatticeSpacing = 3.1355 }).Energies.ToArray(), Is.EqualTo(MeasuredFiles.Energies).Within(1e-3));
        Assert.That(() => MeasuredFile.Read(without), Throws.TypeOf<InvalidInputException>().With.Message.Contains("--d-spacing"));
    }

    [TestCase("", "is empty")]
    [TestCase("\0\u0001\u0002", "is a binary file")]
    [TestCase("only words\nand more of them\n", "has no columns of numbers")]
    [TestCase("{\"_____header1\": \"x\", ", "line 1: is not valid JSON")]
    [TestCase("# Athena project file -- Demeter version 0.9.13\n$old_group = 'a';\n@x = ('1','2", "line 3: the file ends within a list or a text")]
    [TestCase("# Athena project file -- Demeter version 0.9.13\n1;\n", "holds no record")]
    public void A_bad_file_gets_one_line_that_names_it_and_the_fault(string text, string complaint)
    {
        var path = Write("bad.dat", text);

        Assert.That(
            () => MeasuredFile.Read(path),
            Throws.TypeOf<InvalidInputException>().With.Message.StartsWith($"{path}: {complaint}").And.Message.Not.Contains("\n"));
    }

    [Test]
    public void A_gzip_file_that_is_cut_off_or_grows_without_end_is_refused()
    {
        var whole = File.ReadAllBytes(MeasuredFiles.Path("ag.prj"));
        var cut = Path.Combine(_folder.Path, "cut.prj");
        File.WriteAllBytes(cut, whole[..(whole.Length / 2)]);
        var bomb = Path.Combine(_folder.Path, "bomb.prj");
        using (var gzip = new GZipStream(File.Create(bomb), CompressionLevel.Fastest))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 80; i++)
            {
                gzip.Write(zeros);
            }
        }

        Assert.That(() => MeasuredFile.ReadAll(cut), Throws.TypeOf<InvalidInputException>().With.Message.StartsWith(cut));
        Assert.That(() => MeasuredFile.ReadAll(bomb), Throws.TypeOf<InvalidInputException>().With.Message.StartsWith($"{bomb}: holds over 64 MB of text"));
    }

    [Test]
    public void A_file_that_is_not_there_and_a_folder_are_named()
    {
        Assert.That(() => MeasuredFile.Read("no-such.xdi"), Throws.TypeOf<InvalidInputException>().With.Message.EqualTo("no-such.xdi: there is no such file; check the path"));
        Assert.That(() => MeasuredFile.Read(_folder.Path), Throws.TypeOf<InvalidInputException>().With.Message.Contains("is a folder"));
    }

    [TestCase("ag.prj", 17)]
    [TestCase("cu_metal_rt.xdi", 18)]
    [TestCase("Zn_foil.xdi", 19)]
    public void A_damaged_file_gives_spectra_or_clear_faults_and_nothing_else(string name, int seed)
    {
        var bytes = File.ReadAllBytes(MeasuredFiles.Path(name));
        if (bytes[0] == 0x1F)
        {
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var text = new MemoryStream();
            gzip.CopyTo(text);
            bytes = text.ToArray()[..40000];
        }

        var random = new Random(seed);
        var path = Path.Combine(_folder.Path, name);
        for (var i = 0; i < 150; i++)
        {
            File.WriteAllBytes(path, Damaged(bytes, random));
            Assert.That(() => ReadAndNormalise(path), Throws.Nothing, $"mutation {i}");
        }
    }

    private static void ReadAndNormalise(string path)
    {
        try
        {
            foreach (var spectrum in MeasuredFile.ReadAll(path).Select(record => record.Spectrum).OfType<MeasuredSpectrum>())
            {
                Assert.That(PreEdge.Normalise(spectrum).Normalised.ToArray(), Has.All.Matches<double>(double.IsFinite));
            }
        }
        catch (InvalidInputException fault)
        {
            Assert.That(fault.Message, Does.StartWith(path).And.Not.Contains("\n"));
        }
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        var damaged = bytes.ToArray();
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(damaged.Length);
            switch (random.Next(4))
            {
                case 0:
                    damaged = damaged[..Math.Max(at, 20)];
                    break;
                case 1:
                    damaged = [.. damaged[..at], .. damaged[Math.Min(damaged.Length, at + random.Next(1, 400))..]];
                    break;
                case 2:
                    damaged[at] = (byte)"'\"([{,;.0-9e#\n\tnan\0"[random.Next(19)];
                    break;
                default:
                    damaged = [.. damaged[..at], .. "1e999 nan -5 \xE9"u8, .. damaged[at..]];
                    break;
            }
        }

        return damaged;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
