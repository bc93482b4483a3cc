using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Structures;

public class XyzReaderTests
{
    [Test]
    public void Info_values_may_be_bare_quoted_bracketed_or_spaced()
    {
        var frame = ReadOne("1\nid=a-1 e_cut = -0.5 title=\"a \\\"b\\\" = c\" other='x y' list=[[1, 2], [3]] flag empty=\"\" sum=a=b\nAg 0 0 0\n");

        Assert.That(frame.Info, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["id"] = "a-1",
            ["e_cut"] = "-0.5",
            ["title"] = "a \"b\" = c",
            ["other"] = "x y",
            ["list"] = "[[1, 2], [3]]",
            ["empty"] = "",
            ["sum"] = "a=b",
        }));
    }

    [Test]
    public void A_free_comment_with_an_open_quote_hides_no_lattice()
    {
        var frame = ReadOne("1\n'twas \"brillig Lattice=\"4 0 0 0 5 0 0 0 6\"\nAg 0 0 0\n");

        Assert.That(frame.Structure.Cell.ToArray(), Is.EqualTo(new double[] { 4, 0, 0, 0, 5, 0, 0, 0, 6 }));
        Assert.That(frame.Structure.Periodic, Is.EqualTo(PeriodicDirections.All));
    }

    [TestCase("\"T T F\"", PeriodicDirections.A | PeriodicDirections.B)]
    [TestCase("\"true False TRUE\"", PeriodicDirections.A | PeriodicDirections.C)]
    [TestCase("[0, 1, 0]", PeriodicDirections.B)]
    [TestCase("F", PeriodicDirections.None)]
    [TestCase("T", PeriodicDirections.All)]
    public void Periodic_flags_are_read_in_every_spelling(string pbc, PeriodicDirections expected)
    {
        var frame = ReadOne($"1\nLattice=\"4 0 0 0 5 0 0 0 6\" pbc={pbc}\nAg 0 0 0\n");

        Assert.That(frame.Structure.Periodic, Is.EqualTo(expected));
    }

    [TestCase("Ag", 47)]
    [TestCase("AG", 47)]
    [TestCase("47", 47)]
    [TestCase("Ag12", 47)]
    [TestCase("AG1", 47)]
    [TestCase("O2", 8)]
    [TestCase("D", 1)]
    public void An_atom_may_be_named_by_symbol_number_or_label(string name, int atomicNumber)
    {
        Assert.That(ReadOne($"1\n\n{name} 0 0 0\n").Structure.AtomicNumbers[0], Is.EqualTo(atomicNumber));
    }

    [TestCase("CA1", "may be C or Ca")]
    [TestCase("0", "not an element")]
    [TestCase("119", "not an element")]
    [TestCase("Ag2O", "not an element")]
    public void A_name_that_is_no_one_element_is_refused(string name, string complaint)
    {
        Assert.That(() => ReadOne($"1\n\n{name} 0 0 0\n"), Throws.TypeOf<InvalidInputException>().With.Message.Contains(complaint));
    }

    [Test]
    public void Fortran_exponents_tabs_and_windows_line_ends_are_read()
    {
        var frame = ReadOne("1\r\ncomment\r\n\tAg\t1.5D-1  -2.5e+00\t.5  extra words\r\n\r\n");

        Assert.That(frame.Structure.Positions.ToArray(), Is.EqualTo(new[] { 0.15, -2.5, 0.5 }).Within(1e-15));
    }

    [Test]
    public void Frames_are_read_no_sooner_than_asked_for()
    {
        using var endless = new EndlessTrajectory();

        var third = StructureReader.Read(endless, "endless").ElementAt(2);

        Assert.That(third.Index, Is.EqualTo(2));
        Assert.That(third.Place, Is.EqualTo("endless, frame 2"));
    }

    [Test]
    public void Reading_goes_on_after_bad_frames_when_asked_to()
    {
        const string text =
            "1\nok\nAg 0 0 0\n" +
            "2\nnot a number\nAg 0 0 0\nO 0 0 zero\n" +
            "\n1\nok\nAg 1 0 0\n\n\n" +
            "3\none too few\nAg 0 0 0\nO 0 0 2\n" +
            "1\none too many\nAg 0 0 0\nO 0 0 2\n" +
            "nonsense\n" +
            "1\nok\nAg 2 0 0\n";

        var results = StructureReader.ReadEach(new StringReader(text), "text", StructureFormat.Xyz).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(results.Select(result => result.Index), Is.EqualTo(Enumerable.Range(0, 6)));
            Assert.That(results.Select(result => result.Frame?.Structure.Positions[0]), Is.EqualTo(new double?[] { 0, null, 1, null, null, 2 }));
            Assert.That(results[1].Fault!.Message, Does.StartWith("text, frame 1, line 7: position z 'zero' is not a number"));
            Assert.That(results[3].Fault!.Message, Does.StartWith("text, frame 3, line 14: 3 atoms are announced"));
            Assert.That(results[4].Fault!.Message, Does.Contain("line 21 goes on"));
        });
    }

    [Test]
    public void A_bad_frame_comes_after_the_frames_before_it()
    {
        using var frames = StructureReader.Read(StructureFiles.Bad("frame-500.extxyz")).GetEnumerator();
        var read = 0;

        Assert.That(
            () =>
            {
                while (frames.MoveNext())
                {
                    Assert.That(frames.Current.Info["id"], Is.EqualTo($"{read}"));
                    read++;
                }
            },
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("frame 499, line 2500: position z '2.5x'"));
        Assert.That(read, Is.EqualTo(499));
    }

    [Test]
    public void Keeping_going_leaves_out_only_the_bad_frame_of_a_trajectory()
    {
        var results = StructureReader.ReadEach(StructureFiles.Bad("frame-500.extxyz")).ToList();

        Assert.That(results, Has.Count.EqualTo(600));
        Assert.That(results.Where(result => result.Fault is not null).Select(result => result.Index), Is.EqualTo(new[] { 499 }));
    }

    private static StructureFrame ReadOne(string text) => StructureReader.Read(new StringReader(text), "text", StructureFormat.Xyz).Single();

    /// <summary>A trajectory without end: a reader that reads ahead of its caller never returns.</summary>
    private sealed class EndlessTrajectory : TextReader
    {
        private const string Frame = "1\nendless\nAg 0 0 0\n";
        private int _at;

        public override int Read(char[] buffer, int index, int count)
        {
            for (var i = 0; i < count; i++)
            {
                buffer[index + i] = Frame[_at++ % Frame.Length];
            }

            return count;
        }
    }
}
