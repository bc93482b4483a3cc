using Xanes.Interop;

namespace Xanes.Plugin.Measured.Reading.Columns;

/// <summary>Makes energies and absorption out of columns.</summary>
internal static class ColumnSpectrum
{
    private const double HighestKiloElectronVolt = 150.0;
    private const double WidestKiloElectronVolt = 3.0;

    /// <summary>The part of the points that may be without a logarithm, such as dead readings at the ends.</summary>
    private const double MostDropped = 0.1;

    /// <summary>The spectrum.</summary>
    /// <param name="table">The numbers.</param>
    /// <param name="names">The columns' names, or none.</param>
    /// <param name="path">The file.</param>
    /// <param name="facts">What the file says besides.</param>
    /// <param name="options">What the user says.</param>
    /// <exception cref="InvalidInputException">Columns are missing or their values make no spectrum.</exception>
    public static MeasuredSpectrum Of(
        ColumnTable table, IReadOnlyList<string> names, string path, IReadOnlyDictionary<string, string> facts, MeasuredFileOptions options)
    {
        var roles = Roles(table, names, options);
        var label = facts.TryGetValue("Sample.name", out var sample) && sample.Length > 0 ? sample : Path.GetFileNameWithoutExtension(path);
        var energies = Energies(table, names, roles, facts, options);
        var absorption = Absorption(table, names, roles, options.Signal);
        var dropped = absorption.Count(value => !double.IsFinite(value));
        if (dropped > MostDropped * absorption.Length)
        {
            throw new InvalidInputException(
                $"{dropped} of {Counted.Of(absorption.Length, "point")} without absorption, since intensities there are not above 0; name other columns with --columns, or another --signal");
        }

        return MeasuredSpectrum.FromPoints(path, label, energies, absorption, Reference(table, roles, options.Signal), facts);
    }

    private static Dictionary<ColumnRole, int[]> Roles(ColumnTable table, IReadOnlyList<string> names, MeasuredFileOptions options)
    {
        if (options.Columns.Trim().Length > 0)
        {
            return ColumnRoles.FromOption(options.Columns, names, table.Columns);
        }

        if (names.Count == 0 && table.Columns == 2)
        {
            return new Dictionary<ColumnRole, int[]> { [ColumnRole.Energy] = [0], [ColumnRole.Mu] = [1] };
        }

        return names.Count > 0
            ? ColumnRoles.ByName(names)
            : throw new InvalidInputException(
                $"has {Counted.Of(table.Columns, "column")} without names; say which is which, as --columns \"energy=1 i0=2 itrans=3\" or --columns \"energy=1 mu=2\"");
    }

    private static double[] Energies(
        ColumnTable table,
        IReadOnlyList<string> names,
        Dictionary<ColumnRole, int[]> roles,
        IReadOnlyDictionary<string, string> facts,
        MeasuredFileOptions options)
    {
        if (roles.TryGetValue(ColumnRole.Energy, out var column))
        {
            var values = table.Column(column[0]);
            return IsKiloElectronVolt(values, NameOf(names, column), options.Unit) ? Array.ConvertAll(values, value => 1000.0 * value) : values;
        }

        if (!roles.TryGetValue(ColumnRole.Angle, out column))
        {
            throw new InvalidInputException($"no column of energies is known{Listed(names)}; say which with --columns \"energy=1 ...\"");
        }

        var spacing = options.LatticeSpacing ?? (TryParse(facts.GetValueOrDefault("Mono.d_spacing", ""), out var given) ? given : 0.0);
        if (spacing is not (> 0.0 and < 100.0))
        {
            throw new InvalidInputException("the axis is an angle; give the monochromator's lattice spacing in Å, as --d-spacing 3.1355 for Si(111)");
        }

        var unit = ColumnRoles.UnitOf(NameOf(names, column));
        var perDegree = unit.StartsWith("mrad", StringComparison.Ordinal) ? 180.0 / Math.PI / 1000.0 : unit.StartsWith("rad", StringComparison.Ordinal) ? 180.0 / Math.PI : 1.0;
        return Array.ConvertAll(table.Column(column[0]), angle => BraggAngle.ToEnergy(angle * perDegree, spacing));
    }

    private static bool IsKiloElectronVolt(double[] values, string name, EnergyUnit unit) => (unit, ColumnRoles.UnitOf(name)) switch
    {
        (EnergyUnit.ElectronVolt, _) => false,
        (EnergyUnit.KiloElectronVolt, _) => true,
        (_, "kev") => true,
        (_, "ev") => false,
        _ => values.Max() < HighestKiloElectronVolt && values.Max() - values.Min() < WidestKiloElectronVolt,
    };

    private static double[] Absorption(
        ColumnTable table, IReadOnlyList<string> names, Dictionary<ColumnRole, int[]> roles, AbsorptionSignal signal)
    {
        var isAny = signal == AbsorptionSignal.Automatic;
        if (isAny || signal == AbsorptionSignal.Transmission)
        {
            if (Single(table, roles, ColumnRole.MuTransmission) is { } transmission)
            {
                return transmission;
            }

            if (isAny && Single(table, roles, ColumnRole.Mu) is { } mu)
            {
                return mu;
            }

            if (Logarithm(table, roles, ColumnRole.I0, ColumnRole.Transmitted) is { } logarithm)
            {
                return logarithm;
            }
        }

        if (isAny || signal == AbsorptionSignal.Fluorescence)
        {
            if ((Single(table, roles, ColumnRole.MuFluorescence) ?? Ratio(table, roles)) is { } fluorescence)
            {
                return fluorescence;
            }
        }

        if (signal == AbsorptionSignal.Reference && ReferenceColumn(table, roles) is { } reference)
        {
            return reference;
        }

        throw new InvalidInputException(
            $"no {(isAny ? "absorption" : signal.ToString().ToLowerInvariant())} is known{Listed(names)}; say which columns make it, as --columns \"energy=1 i0=2 itrans=3\"");
    }

    private static double[] Reference(ColumnTable table, Dictionary<ColumnRole, int[]> roles, AbsorptionSignal signal) =>
        signal == AbsorptionSignal.Reference ? [] : ReferenceColumn(table, roles) ?? [];

    private static double[]? ReferenceColumn(ColumnTable table, Dictionary<ColumnRole, int[]> roles) =>
        Single(table, roles, ColumnRole.MuReference) ?? Logarithm(table, roles, ColumnRole.Transmitted, ColumnRole.BehindReference);

    private static double[]? Single(ColumnTable table, Dictionary<ColumnRole, int[]> roles, ColumnRole role)
    {
        if (!roles.TryGetValue(role, out var columns))
        {
            return null;
        }

        return columns is [var only] ? table.Column(only) : [.. table.Rows.Select(row => columns.Sum(column => row[column]))];
    }

    private static double[]? Logarithm(ColumnTable table, Dictionary<ColumnRole, int[]> roles, ColumnRole before, ColumnRole behind) =>
        Single(table, roles, before) is { } incoming && Single(table, roles, behind) is { } outgoing
            ? [.. incoming.Zip(outgoing, (i0, i1) => i0 / i1 > 0.0 ? Math.Log(i0 / i1) : double.NaN)]
            : null;

    private static double[]? Ratio(ColumnTable table, Dictionary<ColumnRole, int[]> roles) =>
        Single(table, roles, ColumnRole.I0) is { } i0 && Single(table, roles, ColumnRole.Fluorescence) is { } fluorescence
            ? [.. fluorescence.Zip(i0, (signal, monitor) => monitor == 0.0 ? double.NaN : signal / monitor)]
            : null;

    private static string NameOf(IReadOnlyList<string> names, int[] column) => column[0] < names.Count ? names[column[0]] : "";

    private static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "" : $" among the columns {string.Join(", ", names.Take(20))}";

    private static bool TryParse(string text, out double number) =>
        double.TryParse(
            text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(""),
            System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture,
            out number);
}
