using System.Globalization;
using System.Text.RegularExpressions;
using Xanes.Interop;

namespace Xanes.Cli.Optimade;

/// <summary>Formulas as OPTIMADE asks for them: elements by alphabet, numbers without a common divisor, 1 left out.</summary>
internal static partial class ReducedFormula
{
    private const int MostAtoms = 1_000_000;

    /// <summary>The reduced form of a formula such as <c>SiO2</c> (<c>O2Si</c>) or <c>Fe4O6</c> (<c>Fe2O3</c>).</summary>
    /// <exception cref="InvalidInputException">It is no formula.</exception>
    public static string Of(string formula)
    {
        var parts = Part().Matches(formula);
        if (parts.Count == 0 || parts.Sum(part => part.Length) != formula.Length)
        {
            throw Fault(formula);
        }

        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (Match part in parts)
        {
            var symbol = part.Groups[1].Value;
            var count = part.Groups[2].Length == 0 ? 1
                : int.TryParse(part.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            if (!ChemicalElement.TryGetAtomicNumber(symbol, out _) || count is < 1 or > MostAtoms)
            {
                throw Fault(formula);
            }

            counts[symbol] = counts.GetValueOrDefault(symbol) + count;
        }

        var divisor = counts.Values.Aggregate(GreatestCommonDivisor);
        return string.Concat(counts.Select(pair => $"{pair.Key}{(pair.Value == divisor ? "" : $"{pair.Value / divisor}")}"));
    }

    private static int GreatestCommonDivisor(int first, int second) => second == 0 ? first : GreatestCommonDivisor(second, first % second);

    private static InvalidInputException Fault(string formula) =>
        new($"'{formula}' is no chemical formula; write symbols and whole numbers without brackets, such as Cu2O or SiO2");

    [GeneratedRegex("([A-Z][a-z]?)([0-9]*)")]
    private static partial Regex Part();
}
