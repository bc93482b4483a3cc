using System.Globalization;
using System.Text;
using Xanes.Interop;
using Xanes.Plugin.Files;

namespace Xanes.Plugin.Structures;

/// <summary>Writes a crystal as a CIF file without symmetry (P 1).</summary>
public static class CifWriter
{
    /// <summary>Writes a file under a temporary name in the same folder, then renames it.</summary>
    /// <param name="path">The file; replaced where there is one.</param>
    /// <param name="structure">The atoms, periodic in three directions.</param>
    /// <param name="name">The name of the data block; what cannot stand there becomes a dash.</param>
    /// <param name="comments">Lines for the file's head.</param>
    /// <exception cref="InvalidInputException">The structure is not periodic in all three directions.</exception>
    /// <exception cref="XanesException">The file cannot be written.</exception>
    public static void Write(string path, AtomicStructure structure, string name, IEnumerable<string> comments)
    {
        try
        {
            DurableFile.WriteText(path, Text(structure, name, comments));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new XanesException($"{path}: cannot be written ({fault.Message}); check the folder", fault);
        }
    }

    /// <summary>The text of the file.</summary>
    /// <inheritdoc cref="Write"/>
    public static string Text(AtomicStructure structure, string name, IEnumerable<string> comments)
    {
        if (structure.Periodic != PeriodicDirections.All)
        {
            throw new InvalidInputException("a CIF file holds crystals; this structure is not periodic in all three directions, write it as .extxyz");
        }

        var cell = new CrystalCell(structure.Cell);
        var text = new StringBuilder();
        foreach (var comment in comments)
        {
            text.Append(CultureInfo.InvariantCulture, $"# {new string([.. comment.Where(letter => !char.IsControl(letter))])}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"data_{new string([.. name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-')])}\n");
        string[] keys = ["length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"];
        foreach (var (key, value) in keys.Zip(cell.Text.Split(' ')))
        {
            text.Append(CultureInfo.InvariantCulture, $"_cell_{key} {value}\n");
        }

        text.Append("_symmetry_space_group_name_H-M 'P 1'\nloop_\n_atom_site_label\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n");
        for (var atom = 0; atom < structure.Count; atom++)
        {
            var symbol = ChemicalElement.Symbol(structure.AtomicNumbers[atom]);
            var place = cell.Fractional(structure.Position(atom));
            text.Append(CultureInfo.InvariantCulture, $"{symbol}{atom + 1} {symbol} {place.X:0.000000} {place.Y:0.000000} {place.Z:0.000000}\n");
        }

        return text.ToString();
    }
}
