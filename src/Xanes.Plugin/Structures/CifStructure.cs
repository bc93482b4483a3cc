using System.Globalization;
using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>Makes the atoms of a whole unit cell from a CIF block: every site moved by every symmetry operation, copies merged.</summary>
internal static class CifStructure
{
    /// <summary>Copies closer than this (Å) are one atom: sites are printed to three or four decimals.</summary>
    private const double SameAtomDistance = 0.05;

    private const double OccupancyTolerance = 1e-3;

    private static readonly IReadOnlyDictionary<string, string> NoInfo = new Dictionary<string, string>();

    /// <summary>Reads a block.</summary>
    /// <exception cref="InvalidInputException">
    /// No cell, no sites, symmetry without its operations, or partial occupancy.
    /// </exception>
    public static StructureFrame Read(CifBlock block, FramePlace place)
    {
        var cell = ReadCell(block, place);
        var operations = ReadOperations(block, place);
        var atoms = new List<(int AtomicNumber, Vector3Double Fraction)>();
        foreach (var site in ReadSites(block, place))
        {
            foreach (var operation in operations)
            {
                var image = Wrapped(operation.Apply(site.Fraction));
                if (!atoms.Exists(atom => atom.AtomicNumber == site.AtomicNumber && cell.AreCloser(atom.Fraction, image, SameAtomDistance)))
                {
                    atoms.Add((site.AtomicNumber, image));
                }
            }
        }

        var positions = new List<double>(3 * atoms.Count);
        foreach (var atom in atoms)
        {
            var position = cell.Position(atom.Fraction);
            positions.AddRange([position.X, position.Y, position.Z]);
        }

        return place.Frame([.. atoms.Select(atom => atom.AtomicNumber)], [.. positions], cell.Vectors, PeriodicDirections.All, NoInfo);
    }

    private static CifCell ReadCell(CifBlock block, FramePlace place)
    {
        double Length(string axis) => Number(block.Column($"_cell_length_{axis}"), $"_cell_length_{axis}", place);
        double Angle(string name) => Number(block.Column($"_cell_angle_{name}"), $"_cell_angle_{name}", place);
        return CifCell.Of([Length("a"), Length("b"), Length("c")], [Angle("alpha"), Angle("beta"), Angle("gamma")]);
    }

    private static List<SymmetryOperation> ReadOperations(CifBlock block, FramePlace place)
    {
        place.Line = 0;
        var column = block.Column("_space_group_symop_operation_xyz", "_symmetry_equiv_pos_as_xyz");
        if (column is null or { Count: 1 } && SymmetryBeyondTranslations(block) is { } group)
        {
            throw new InvalidInputException(
                $"the space group is {group}, but its operations are not listed; write the CIF again with _space_group_symop_operation_xyz");
        }

        if (column is null)
        {
            return [SymmetryOperation.Parse("x, y, z")];
        }

        var operations = new List<SymmetryOperation>();
        foreach (var token in column)
        {
            place.Line = token.Line;
            operations.Add(SymmetryOperation.Parse(token.Text));
        }

        return operations;
    }

    /// <summary>The space group's number or name where it is another than P1, whose only operation is x, y, z.</summary>
    private static string? SymmetryBeyondTranslations(CifBlock block)
    {
        var name = block.Column("_space_group_name_h-m_alt", "_symmetry_space_group_name_h-m", "_space_group_name_hall", "_symmetry_space_group_name_hall");
        var number = block.Column("_space_group_it_number", "_symmetry_int_tables_number");
        if (number is not null && number[0].Text != "1")
        {
            return number[0].Text;
        }

        return name is not null && !name[0].Text.Replace(" ", "").Replace("_", "").Equals("P1", StringComparison.OrdinalIgnoreCase)
            ? name[0].Text
            : null;
    }

    private static IEnumerable<(int AtomicNumber, Vector3Double Fraction)> ReadSites(CifBlock block, FramePlace place)
    {
        place.Line = 0;
        var x = SiteColumn(block, "_atom_site_fract_x");
        var y = SiteColumn(block, "_atom_site_fract_y", x.Count);
        var z = SiteColumn(block, "_atom_site_fract_z", x.Count);
        var types = OptionalSiteColumn(block, "_atom_site_type_symbol", x.Count);
        var labels = OptionalSiteColumn(block, "_atom_site_label", x.Count) ?? SiteColumn(block, "_atom_site_type_symbol", x.Count);
        var occupancies = OptionalSiteColumn(block, "_atom_site_occupancy", x.Count);
        for (var i = 0; i < x.Count; i++)
        {
            place.Line = x[i].Line;
            var label = labels[i].Text;
            if (occupancies is not null && !occupancies[i].IsBlank)
            {
                CheckOccupancy(Number(occupancies[i], "occupancy", place), label);
            }

            var atomicNumber = types is not null && !types[i].IsBlank ? ElementLabel.OfTypeSymbol(types[i].Text) : ElementLabel.OfSiteLabel(label);
            yield return (
                atomicNumber,
                new Vector3Double(
                    Number(x[i], "position x", place),
                    Number(y[i], "position y", place),
                    Number(z[i], "position z", place)));
        }
    }

    private static void CheckOccupancy(double occupancy, string label)
    {
        if (Math.Abs(occupancy - 1.0) > OccupancyTolerance)
        {
            throw new InvalidInputException(
                $"site {label} has occupancy {occupancy.ToString(CultureInfo.InvariantCulture)}; partly occupied sites have no one structure: " +
                "choose which of them hold atoms and give each atom the occupancy 1");
        }
    }

    private static IReadOnlyList<CifToken> SiteColumn(CifBlock block, string tag, int? count = null) =>
        OptionalSiteColumn(block, tag, count) ?? throw new InvalidInputException($"{tag} is missing; add it to the atom sites");

    private static IReadOnlyList<CifToken>? OptionalSiteColumn(CifBlock block, string tag, int? count) =>
        block.Column(tag) is var column && (column is null || count is null || column.Count == count)
            ? column
            : throw new InvalidInputException($"{tag} has {column.Count} values for {count} atom sites; put them into one loop_");

    private static double Number(IReadOnlyList<CifToken>? column, string tag, FramePlace place)
    {
        place.Line = 0;
        return column is { Count: 1 } ? Number(column[0], tag, place) : throw new InvalidInputException($"{tag} is missing; add the cell");
    }

    /// <summary>A number with or without its uncertainty in brackets.</summary>
    private static double Number(CifToken token, string what, FramePlace place)
    {
        place.Line = token.Line;
        var text = token.Text.AsSpan();
        var bracket = text.IndexOf('(');
        return NumberText.Parse(bracket > 0 && text.EndsWith(")") ? text[..bracket] : text, what);
    }

    private static Vector3Double Wrapped(Vector3Double fraction) => new(Wrapped(fraction.X), Wrapped(fraction.Y), Wrapped(fraction.Z));

    private static double Wrapped(double fraction) => fraction - Math.Floor(fraction);
}
