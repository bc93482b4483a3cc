using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Structures;

public class CifReaderTests
{
    private const string Cell =
        "_cell_length_a 4\n_cell_length_b 5\n_cell_length_c 6\n_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90\n";

    private const string Sites = "loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n";

    [Test]
    public void A_site_on_a_symmetry_element_gives_one_atom()
    {
        var structure = Read(Cell + "loop_\n_symmetry_equiv_pos_as_xyz\nx,y,z\n-x,-y,-z\n" + Sites + "Ag1 0.4999 0.5 0\nO1 0.1 0.2 0.3\n");

        Assert.That(structure.AtomicNumbers.ToArray(), Is.EqualTo(new[] { 47, 8, 8 }));
        Assert.That(structure.Positions[6..].ToArray(), Is.EqualTo(new[] { 3.6, 4.0, 4.2 }).Within(1e-12));
    }

    [TestCase("x,y,z", 0.1, 0.2, 0.3)]
    [TestCase("'1/2 + X, -y+.25, Z-0.1'", 0.6, 0.05, 0.2)]
    [TestCase("\"y-x, -x+2/3, +z\"", 0.1, 0.5666666667, 0.3)]
    [TestCase("'z,1/4-x,x-y+1/2'", 0.3, 0.15, 0.4)]
    public void Symmetry_operations_are_read_in_every_spelling(string operation, double x, double y, double z)
    {
        var structure = Read(Cell + $"_space_group_symop_operation_xyz {operation}\n" + Sites + "Ag1 0.1(2) 0.2 0.3\n");

        Assert.That(structure.Positions.ToArray(), Is.EqualTo(new[] { 4 * x, 5 * y, 6 * z }).Within(1e-8));
    }

    [TestCase("x,y")]
    [TestCase("x,y,w")]
    [TestCase("x,y,1/0+z")]
    [TestCase("x,x,z")]
    [TestCase("x y,y,z")]
    [TestCase("x,,z")]
    public void A_symmetry_operation_that_makes_no_sense_is_refused(string operation)
    {
        Assert.That(
            () => Read(Cell + $"_space_group_symop_operation_xyz '{operation}'\n" + Sites + "Ag1 0 0 0\n"),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("cannot be understood"));
    }

    [TestCase("Ag1", 47)]
    [TestCase("O2A", 8)]
    [TestCase("SiT", 14)]
    [TestCase("OW1", 8)]
    [TestCase("AG1", 47)]
    [TestCase("Ag", 47)]
    public void A_site_label_begins_with_its_element(string label, int atomicNumber)
    {
        Assert.That(Read(Cell + Sites + $"{label} 0 0 0\n").AtomicNumbers[0], Is.EqualTo(atomicNumber));
    }

    [TestCase("SI1", "may be S or Si")]
    [TestCase("Wat1", "not an element")]
    [TestCase("?", "not an element")]
    public void A_site_label_that_begins_with_no_one_element_is_refused(string label, string complaint)
    {
        Assert.That(
            () => Read(Cell + Sites + $"Ag1 0 0 0\n{label} 0.5 0 0\n"),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains(complaint));
    }

    [TestCase("Ag1+", 47)]
    [TestCase("AG", 47)]
    [TestCase("O2-", 8)]
    [TestCase("Si+4", 14)]
    [TestCase("?", 29)]
    public void A_type_symbol_goes_before_the_label_and_may_carry_a_charge(string type, int atomicNumber)
    {
        var structure = Read(Cell + Sites + "_atom_site_type_symbol\n_atom_site_occupancy\n" + $"Cu1 0 0 0 {type} ?\nO1 0.5 0 0 O 1\n");

        Assert.That(structure.AtomicNumbers[0], Is.EqualTo(atomicNumber));
    }

    [Test]
    public void Comments_text_fields_and_quotes_within_words_are_no_data()
    {
        const string text =
            "# a comment\ndata_x # another\n_publ_title\n;A title\ndata_none\n_cell_length_a 99\n;\n_author 'O'Neill' # 'quote'\n" +
            Cell + Sites + "'Ag1' 0 0 0 # loop_\nO1# 0.5 0.5 0.5\n";

        Assert.That(Read(text).AtomicNumbers.ToArray(), Is.EqualTo(new[] { 47, 8 }));
    }

    [Test]
    public void A_bad_block_does_not_hide_the_next()
    {
        var text = $"data_a\n{Cell}{Sites}Ag1 0 0 0\ndata_b\n{Cell}{Sites}Ag1 0 zero 0\ndata_c\n{Cell}{Sites}O1 0 0 0\n";

        var results = StructureReader.ReadEach(new StringReader(text), "text").ToList();

        Assert.That(results.Select(result => result.Frame?.Structure.AtomicNumbers[0]), Is.EqualTo(new int?[] { 47, null, 8 }));
        Assert.That(results[1].Fault!.Message, Does.StartWith("text, frame 1, line 26: position y 'zero' is not a number"));
    }

    [TestCase("_symmetry_Int_Tables_number 224\n")]
    [TestCase("_symmetry_space_group_name_H-M 'P -1'\n")]
    [TestCase("_space_group_IT_number 14\n_space_group_symop_operation_xyz x,y,z\n")]
    public void A_space_group_without_its_operations_is_refused(string group)
    {
        Assert.That(
            () => Read(Cell + group + Sites + "Ag1 0 0 0\n"),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("its operations are not listed"));
    }

    [TestCase("_symmetry_space_group_name_H-M 'P 1'\n_symmetry_Int_Tables_number 1\n")]
    [TestCase("_space_group_name_H-M_alt P1\n_space_group_IT_number ?\n")]
    [TestCase("")]
    public void A_crystal_without_symmetry_needs_no_operations(string group)
    {
        Assert.That(Read(Cell + group + Sites + "Ag1 0 0 0\n").Count, Is.EqualTo(1));
    }

    private static AtomicStructure Read(string text) =>
        StructureReader.Read(new StringReader(text), "text", StructureFormat.Cif).Single().Structure;

    [Test]
    public void A_text_of_several_lines_in_the_wrong_place_is_refused_in_one_line()
    {
        const string Text = $"data_x\n;The cuprite structure,\na = 4.73 A\n;\n{Cell}{Sites}Ag1 0 0 0\n";

        Assert.That(
            () => StructureReader.Read(new StringReader(Text), "x.cif", StructureFormat.Cif).ToList(),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("belongs to no data name").And.Message.Not.Contains("\n"));
    }
}
