using System.Globalization;

namespace Xanes.Interop;

/// <summary>
/// Variations as text: what varies, then bounds, a Gaussian prior and a name where wanted, as
/// <c>shell O 1.8-2.6 in -0.15..0.15 prior 0+-0.05 as first_shell</c>.
/// </summary>
public static class VariationText
{
    /// <summary>What can stand first, for messages and manuals.</summary>
    public const string Kinds =
        "cell [a|b|c], shell [ELEMENT] R1-R2, atoms I,J radial, atoms I,J along X,Y,Z, atom I x|y|z, rotate I,J about X,Y,Z [at I], " +
        "disorder [[ELEMENT] R1-R2], coordination [ELEMENT] R1-R2, shift";

    /// <summary>Reads a variation.</summary>
    /// <exception cref="InvalidInputException">It is none; the message says what can be written.</exception>
    public static StructureVariation Parse(string text)
    {
        var words = new WordReader(text);
        StructureVariation variation = words.Next("a kind") switch
        {
            "cell" => new CellVariation(words.TakeIf("a", "b", "c") is { } vector ? "abc".IndexOf(vector, StringComparison.Ordinal) : null),
            "shell" => new ShellVariation(Shell(words)),
            "atoms" => Displacement(words),
            "atom" => new DisplacementVariation([words.Index()], words.Next("x, y or z") switch
            {
                "x" => new Vector3Double(1.0, 0.0, 0.0),
                "y" => new Vector3Double(0.0, 1.0, 0.0),
                "z" => new Vector3Double(0.0, 0.0, 1.0),
                _ => throw words.Fault("needs x, y or z after the atom"),
            }),
            "rotate" => Rotation(words),
            "disorder" => new DisorderVariation(words.AtEndOfSubject ? null : Shell(words)),
            "coordination" => new CoordinationVariation(Shell(words)),
            "shift" => new EnergyShiftVariation(),
            _ => throw words.Fault($"is of no known kind; write one of: {Kinds}"),
        };
        return WithModifiers(variation, words);
    }

    /// <summary>Reads bounds, and a Gaussian prior within them where there is one: <c>-5..5 prior 0+-2</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">What it is for, for messages.</param>
    /// <exception cref="InvalidInputException">It is none.</exception>
    public static ParameterRange ParseRange(string text, string place)
    {
        try
        {
            var words = new WordReader(text);
            var bounds = words.Pair("..", "bounds such as -5..5");
            var prior = words.TakeIf("prior") is null ? null : words.Pair("+-", "a mean and a standard deviation such as 0+-2");
            return words.AtEnd
                ? new ParameterRange(bounds[0], bounds[1], prior?[0], prior?[1]).Checked($"'{text}'")
                : throw words.Fault("has a word too many; after the bounds only 'prior MEAN+-DEVIATION' can stand");
        }
        catch (InvalidInputException fault)
        {
            throw fault.At(place);
        }
    }

    private static StructureVariation WithModifiers(StructureVariation variation, WordReader words)
    {
        double[]? bounds = null;
        double[]? prior = null;
        var name = variation.Name;
        while (!words.AtEnd)
        {
            switch (words.Next("'in', 'prior' or 'as'"))
            {
                case "in":
                    bounds = words.Pair("..", "bounds such as -0.1..0.1");
                    break;
                case "prior":
                    prior = words.Pair("+-", "a mean and a standard deviation such as 0+-0.05");
                    break;
                case "as":
                    name = words.Next("a name");
                    break;
                default:
                    throw words.Fault("has a word too many; after what varies only 'in LOW..HIGH', 'prior MEAN+-DEVIATION' and 'as NAME' can stand");
            }
        }

        if (bounds is null && prior is null)
        {
            return variation with { Name = name };
        }

        var usual = variation.UsualRange;
        return variation with
        {
            Name = name,
            Range = new ParameterRange(bounds?[0] ?? usual.Lower, bounds?[1] ?? usual.Upper, prior?[0] ?? usual.Mean, prior?[1] ?? usual.Deviation)
                .Checked($"'{words.Text}'"),
        };
    }

    private static DisplacementVariation Displacement(WordReader words)
    {
        var atoms = words.Indices();
        return words.Next("'radial' or 'along'") switch
        {
            "radial" => new DisplacementVariation(atoms),
            "along" => new DisplacementVariation(atoms, words.Vector()),
            _ => throw words.Fault("needs 'radial' or 'along X,Y,Z' after the atoms"),
        };
    }

    private static RotationVariation Rotation(WordReader words)
    {
        var atoms = words.Indices();
        return words.TakeIf("about") is not null
            ? new RotationVariation(atoms, words.Vector(), words.TakeIf("at") is null ? null : words.Index())
            : throw words.Fault("needs 'about X,Y,Z' after the atoms");
    }

    private static AtomShell Shell(WordReader words)
    {
        var element = words.Next("an element or distances");
        string? symbol = null;
        if (char.IsLetter(element[0]))
        {
            symbol = ChemicalElement.TryGetAtomicNumber(element, out _) ? element : throw words.Fault($"names '{element}', which is no element");
            element = words.Next("distances such as 1.8-2.6");
        }

        var parts = element.Split('-');
        return parts.Length == 2
            && double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var from)
            && double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var to)
            && to > from
            ? new AtomShell(symbol, from, to)
            : throw words.Fault("needs two distances in Å such as 1.8-2.6");
    }

    private sealed class WordReader(string text)
    {
        private readonly string[] _words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        private int _next;

        public string Text => text;

        public bool AtEnd => _next == _words.Length;

        public bool AtEndOfSubject => AtEnd || _words[_next] is "in" or "prior" or "as";

        public InvalidInputException Fault(string problem) => new($"'{text}' {problem}");

        public string Next(string wanted) => AtEnd ? throw Fault($"ends too soon; {wanted} is missing") : _words[_next++];

        public string? TakeIf(params ReadOnlySpan<string> words) => !AtEnd && words.Contains(_words[_next]) ? _words[_next++] : null;

        public int Index() => Indices() is [var index] ? index : throw Fault("needs one atom here, not several");

        public int[] Indices()
        {
            var parts = Next("atoms such as 1,2,3").Split(',');
            var indices = new int[parts.Length];
            for (var i = 0; i < parts.Length; i++)
            {
                if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out indices[i]))
                {
                    throw Fault($"has '{parts[i]}' where the 0-based index of an atom must stand");
                }
            }

            return indices;
        }

        public Vector3Double Vector()
        {
            var parts = Next("a direction such as 0,0,1").Split(',');
            var vector = parts.Length == 3 ? new Vector3Double(Number(parts[0]), Number(parts[1]), Number(parts[2])) : default;
            return vector.Length > 1e-9 ? vector : throw Fault("needs a direction of three numbers, not all zero, such as 0,0,1");
        }

        public double[] Pair(string separator, string wanted)
        {
            var parts = Next(wanted).Split(separator);
            return parts.Length == 2 ? [Number(parts[0]), Number(parts[1])] : throw Fault($"needs {wanted}");
        }

        private double Number(string word) =>
            double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number
                : throw Fault($"has '{word}' where a number must stand");
    }
}
