using Xanes.Interop;
using Xanes.Plugin.Fitting.Structures;

namespace Xanes.Plugin.Fitting.Exploration;

/// <summary>What may change where the user does not say: the scale of the whole, and the distances of the nearest shells.</summary>
internal static class UsualVariations
{
    private const double Farthest = 4.2;
    private const double Gap = 0.3;
    private const double Edge = 0.05;
    private const int MostShells = 3;

    /// <summary>The variations of a structure.</summary>
    /// <param name="structure">The atoms.</param>
    /// <param name="absorbers">The absorbers' indices; each of them has an atom in every shell that is named.</param>
    public static IReadOnlyList<StructureVariation> Of(AtomicStructure structure, IReadOnlyList<int> absorbers)
    {
        var atoms = absorbers.SelectMany(absorber => Around(structure, absorber).Select(atom => (absorber, atom.Element, atom.Distance))).ToArray();
        var shells = atoms.GroupBy(atom => atom.Element)
            .SelectMany(element => Split([.. element.OrderBy(atom => atom.Distance)]))
            .Where(shell => shell.Select(atom => atom.absorber).Distinct().Count() == absorbers.Count)
            .OrderBy(shell => shell[0].Distance)
            .Take(MostShells)
            .Select(shell => (StructureVariation)new ShellVariation(new AtomShell(
                ChemicalElement.Symbol(shell[0].Element),
                Math.Max(0.0, Math.Floor(100.0 * (shell[0].Distance - Edge)) / 100.0),
                Math.Ceiling(100.0 * (shell[^1].Distance + Edge)) / 100.0)));
        return [new CellVariation(), .. shells];
    }

    private static IEnumerable<(int Element, double Distance)> Around(AtomicStructure structure, int absorber)
    {
        var surroundings = DraftBase.Around(structure, absorber, Farthest);
        for (var atom = 1; atom < surroundings.Numbers.Length; atom++)
        {
            var place = surroundings.Positions.AsSpan(3 * atom, 3);
            var distance = new Vector3Double(place[0], place[1], place[2]).Length;
            if (distance <= Farthest)
            {
                yield return (surroundings.Numbers[atom], distance);
            }
        }
    }

    /// <summary>Parts ascending distances where there is a gap.</summary>
    private static IEnumerable<(int absorber, int Element, double Distance)[]> Split((int absorber, int Element, double Distance)[] atoms)
    {
        var first = 0;
        for (var next = 1; next <= atoms.Length; next++)
        {
            if (next == atoms.Length || atoms[next].Distance - atoms[next - 1].Distance > Gap)
            {
                yield return atoms[first..next];
                first = next;
            }
        }
    }
}
