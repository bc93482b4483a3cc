using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Structures;

public class BadFileTests
{
    [TestCase("nan-position.xyz", "frame 0, line 4: position x 'nan' is not a finite number")]
    [TestCase("infinite-position.xyz", "frame 0, line 5: position y '-inf' is not a finite number")]
    [TestCase("unknown-element.xyz", "frame 0, line 5: 'Qx' is not an element")]
    [TestCase("truncated.xyz", "frame 0, line 1: 5 atoms are announced, but the file ends after 3")]
    [TestCase("wrong-atom-count.xyz", "frame 0, line 1: 2 atoms are announced, but line 5 goes on")]
    [TestCase("wrong-atom-count.extxyz", "frame 0, line 1: 4 atoms are announced, but line 6 begins another frame after 3")]
    [TestCase("empty.xyz", "is empty")]
    [TestCase("binary.xyz", "is a binary file")]
    [TestCase("zero-volume.extxyz", "frame 0: the lattice has zero volume")]
    [TestCase("eight-lattice-numbers.extxyz", "frame 0, line 2: Lattice has 8 numbers")]
    [TestCase("missing-column.xyz", "frame 0, line 4: an atom's line needs an element and x, y, z, but has 3 columns")]
    [TestCase("no-positions.extxyz", "frame 0, line 2: Properties names no position columns")]
    [TestCase("no-elements.extxyz", "frame 0, line 2: Properties names no element column")]
    [TestCase("ambiguous-label.xyz", "frame 0, line 4: 'CA1' may be C or Ca")]
    [TestCase("partial-occupancy.cif", "frame 0, line 15: site Ag1 has occupancy 0.5")]
    [TestCase("no-operations.cif", "frame 0: the space group is F m -3 m, but its operations are not listed")]
    [TestCase("no-cell.cif", "frame 0: _cell_length_a is missing")]
    [TestCase("impossible-cell.cif", "the lattice has zero volume")]
    [TestCase("short-row.cif", "frame 0, line 9: this loop_ has 8 values for 5 columns")]
    [TestCase("truncated.poscar", "frame 0, line 9: the file ends before the position of atom 1")]
    [TestCase("vasp4-without-elements.poscar", "frame 0, line 6: the elements are not named (VASP 4)")]
    [TestCase("zero-volume.poscar", "frame 0: the lattice has zero volume")]
    [TestCase("wrong-atom-count.poscar", "frame 0, line 10: another position follows where 1 atom is announced")]
    [TestCase("letter.txt", "is of no format that its name or content tells")]
    public void A_bad_file_gets_one_line_that_names_it_the_place_and_the_fault(string file, string complaint)
    {
        var path = StructureFiles.Bad(file);

        Assert.That(
            () => StructureReader.Read(path).ToList(),
            Throws.TypeOf<InvalidInputException>().With.Message.StartsWith(path).And.Message.Contains(complaint).And.Message.Not.Contains("\n"));
    }

    [Test]
    public void A_file_that_is_not_there_is_named()
    {
        Assert.That(
            () => StructureReader.Read("no-such.xyz").ToList(),
            Throws.TypeOf<InvalidInputException>().With.Message.EqualTo("no-such.xyz: there is no such file; check the path"));
    }

    [Test]
    public void A_folder_is_no_structure()
    {
        Assert.That(
            () => StructureReader.Read(AppContext.BaseDirectory).ToList(),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("cannot be opened"));
    }

    [Test]
    public void An_absorber_that_a_frame_names_but_does_not_hold_is_refused()
    {
        var frame = StructureReader.Read(StructureFiles.Bad("no-such-absorber.extxyz")).Single();

        Assert.That(
            () => AbsorberSelection.Parse(frame.Info["absorber"]).Resolve(frame.Structure),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("no absorber with index 99: the structure has 3 atoms"));
    }

    [Test]
    public void Endless_binary_input_is_refused_at_its_first_bytes()
    {
        using var zeros = new StreamReader(new Zeros());

        Assert.That(
            () => StructureReader.Read(zeros, "zeros", StructureFormat.Xyz).ToList(),
            Throws.TypeOf<InvalidInputException>().With.Message.StartsWith("zeros: is a binary file"));
    }

    private sealed class Zeros : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Clear();
            return count;
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
