using System.Globalization;
using Xanes.Interop;

namespace Xanes.Plugin.Import;

/// <summary>The atoms of FEFF's input: the lists below POTENTIALS and ATOMS. The absorber has potential 0.</summary>
internal static class FeffInput
{
    /// <summary>Reads an input.</summary>
    /// <exception cref="InvalidInputException">A list is missing, or an atom's potential is not listed.</exception>
    public static (AtomicStructure Structure, int? Absorber) Read(string text, string path)
    {
        var elements = Rows(text, "POTE").Where(row => row.Length >= 2).DistinctBy(row => (int)row[0]).ToDictionary(row => (int)row[0], row => (int)row[1]);
        var atoms = Rows(text, "ATOM").Where(row => row.Length >= 4).ToArray();
        if (elements.Count == 0 || atoms.Length == 0)
        {
            throw new InvalidInputException($"{path}: has no list of POTENTIALS or of ATOMS; give the POSCAR beside xmu.dat in its place");
        }

        if (atoms.FirstOrDefault(row => !elements.ContainsKey((int)row[3])) is { } unknown)
        {
            throw new InvalidInputException($"{path}: an atom has potential {unknown[3]}, which POTENTIALS does not list");
        }

        var absorber = Array.FindIndex(atoms, row => (int)row[3] == 0);
        var structure = new AtomicStructure([.. atoms.Select(row => elements[(int)row[3]])], [.. atoms.SelectMany(row => row[..3])]);
        return absorber >= 0 ? (structure, absorber) : throw new InvalidInputException($"{path}: no atom has potential 0, the absorber's");
    }

    /// <summary>The numbers at the beginning of each line below a card, up to the next card.</summary>
    private static IEnumerable<double[]> Rows(string text, string card) =>
        text.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '*')
            .SkipWhile(line => !IsCard(line, card))
            .Skip(1)
            .TakeWhile(line => !char.IsLetter(line[0]))
            .Select(Numbers);

    private static bool IsCard(string line, string card) => line.StartsWith(card, StringComparison.OrdinalIgnoreCase);

    private static double[] Numbers(string line) =>
    [
        .. line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : (double?)null)
            .TakeWhile(number => number is not null)
            .Select(number => number!.Value),
    ];
}
