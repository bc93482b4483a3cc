using System.Globalization;
using System.Text.RegularExpressions;
using Xanes.Interop;

namespace Xanes.Plugin.Measured.Reading.Columns;

/// <summary>Which column is what, by what the user says or by the columns' names.</summary>
internal static partial class ColumnRoles
{
    /// <summary>Names of each role without blanks, signs and units, the surest first.</summary>
    private static readonly IReadOnlyList<(ColumnRole Role, string[] Names)> Known =
    [
        (ColumnRole.Energy, ["energy", "photonenergy", "achievedenergy", "monoenergy", "monoenergyalt", "ebraggenergy", "e", "en", "ev", "kev", "energyev", "energykev", "energie", "hv", "energyc1", "ephot"]),
        (ColumnRole.Angle, ["angle", "theta", "bragg", "braggangle", "monoangle", "encoder", "encoderangle"]),
        (ColumnRole.MuTransmission, ["mutrans", "normtrans", "mutransmission"]),
        (ColumnRole.Mu, ["mu", "xmu", "mue", "mux", "muxe", "absorption", "absorbance", "abs", "norm", "flat", "xanes", "normalised", "normalized"]),
        (ColumnRole.MuFluorescence, ["mufluor", "normfluor", "mufluorescence"]),
        (ColumnRole.MuReference, ["murefer", "normrefer", "muref", "mureference"]),
        (ColumnRole.I0, ["i0", "io", "izero", "monitor", "i0eh1", "i032"]),
        (ColumnRole.Transmitted, ["itrans", "it", "i1", "itransmission", "transmission", "trans", "i1eh1", "it32"]),
        (ColumnRole.BehindReference, ["irefer", "ir", "iref", "i2", "ireference", "ireh2", "iref32"]),
        (ColumnRole.Fluorescence, ["ifluor", "if", "ifluo", "fluor", "fluorescence", "ff", "iff", "if32", "lytle"]),
    ];

    /// <summary>The roles as options name them.</summary>
    private static readonly IReadOnlyDictionary<string, ColumnRole> Given = new Dictionary<string, ColumnRole>
    {
        ["energy"] = ColumnRole.Energy,
        ["angle"] = ColumnRole.Angle,
        ["mu"] = ColumnRole.Mu,
        ["i0"] = ColumnRole.I0,
        ["itrans"] = ColumnRole.Transmitted,
        ["irefer"] = ColumnRole.BehindReference,
        ["ifluor"] = ColumnRole.Fluorescence,
        ["murefer"] = ColumnRole.MuReference,
    };

    /// <summary>Whether a name is that of an energy or an angle.</summary>
    public static bool IsAxis(string name) =>
        Plain(name) is var plain && (Known[0].Names.Contains(plain) || Known[1].Names.Contains(plain));

    /// <summary>The columns of each role, 0-based, by their names; of several with one role the one with the surest name.</summary>
    public static Dictionary<ColumnRole, int[]> ByName(IReadOnlyList<string> names)
    {
        string[] plain = [.. names.Select(Plain)];
        var roles = new Dictionary<ColumnRole, int[]>();
        foreach (var (role, known) in Known)
        {
            if (known.Select(name => Array.IndexOf(plain, name)).FirstOrDefault(index => index >= 0, -1) is >= 0 and var column)
            {
                roles[role] = [column];
            }
        }

        return roles;
    }

    /// <summary>The columns of each role, 0-based, as an option says: <c>energy=1 i0=2 ifluor=5+6</c>.</summary>
    /// <exception cref="InvalidInputException">It names a role or a column that there is not.</exception>
    public static Dictionary<ColumnRole, int[]> FromOption(string option, IReadOnlyList<string> names, int columns)
    {
        var roles = new Dictionary<ColumnRole, int[]>();
        foreach (var part in option.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=') is not [var roleText, var columnText] || !Given.TryGetValue(roleText.ToLowerInvariant(), out var role))
            {
                throw new InvalidInputException(
                    $"the columns' option has '{part}'; write a role, = and a column, as energy=1 i0=2 itrans=3; roles are {string.Join(", ", Given.Keys)}");
            }

            roles[role] = [.. columnText.Split('+').Select(text => ColumnIndex(text, names, columns))];
        }

        return roles;
    }

    /// <summary>The unit in a name, in brackets or behind a blank; empty where there is none.</summary>
    public static string UnitOf(string name)
    {
        var match = Unit().Match(name);
        return match.Success ? match.Groups["unit"].Value.ToLowerInvariant() : "";
    }

    private static int ColumnIndex(string text, IReadOnlyList<string> names, int columns)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number >= 1 && number <= columns
                ? number - 1
                : throw new InvalidInputException($"there is no column {number}; the file has {columns}, counted from 1");
        }

        var index = names.ToList().FindIndex(name => name.Equals(text, StringComparison.OrdinalIgnoreCase) || Plain(name) == Plain(text));
        return index >= 0
            ? index
            : throw new InvalidInputException(
                $"there is no column '{text}'; give its number, 1 to {columns}{(names.Count > 0 ? $", or a name: {string.Join(", ", names.Take(20))}" : "")}");
    }

    private static string Plain(string name) => Sign().Replace(Unit().Replace(Number().Replace(name.Trim().Trim('"', '\''), ""), ""), "").ToLowerInvariant();

    [GeneratedRegex(@"\s*[\(\[](?<unit>[^\)\]]*)[\)\]]\s*$|\s+(?<unit>ev|kev|degrees?|deg|radians?|rad|mrad|counts?)\b.*$", RegexOptions.IgnoreCase)]
    private static partial Regex Unit();

    [GeneratedRegex(@"^\d+[_:.]\s*")]
    private static partial Regex Number();

    [GeneratedRegex(@"[^\p{L}\p{Nd}]")]
    private static partial Regex Sign();
}
