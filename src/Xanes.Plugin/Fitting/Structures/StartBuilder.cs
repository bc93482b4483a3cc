using System.Runtime.InteropServices;
using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Structures;

/// <summary>Makes the slots of one start: finds the atoms that its variations name and numbers the parameters.</summary>
/// <param name="start">The start.</param>
/// <param name="number">Its number among the starts.</param>
/// <param name="prefix">What the names of its parameters begin with.</param>
/// <param name="parameters">The parameters so far; the start's are added.</param>
/// <param name="radius">How far the model and its domain look, in Å.</param>
/// <param name="seed">Where the random numbers of the disorder begin.</param>
internal sealed class StartBuilder(FitStart start, int number, string prefix, List<FitParameter> parameters, double radius, int seed)
{
    private readonly Dictionary<StructureVariation, int> _parameterOf = [];

    /// <summary>The most structures whose mean is the spectrum of one set of parameters.</summary>
    public const int MaximumStructures = 512;

    /// <summary>Adds the parameters of the start's variations.</summary>
    /// <exception cref="InvalidInputException">A variation names atoms that are not there.</exception>
    public void AddParameters()
    {
        foreach (var variation in start.Variations)
        {
            var range = variation.Range ?? variation.UsualRange;
            if (variation is CoordinationVariation coordination)
            {
                range = range with { Upper = Math.Min(range.Upper, FewestInShell(coordination)) };
            }

            _parameterOf.Add(variation, parameters.Count);
            parameters.Add(new FitParameter(
                prefix + (variation.Name ?? variation.Subject), variation.Unit, range.Checked($"{start.Name}, '{variation.Subject}'")));
        }
    }

    /// <summary>The number of the parameter that shifts the start's energies; null where there is none.</summary>
    public int? ShiftParameter => start.Variations.OfType<EnergyShiftVariation>().FirstOrDefault() is { } shift ? _parameterOf[shift] : null;

    /// <summary>The slot of an absorber.</summary>
    /// <param name="absorber">The absorber's index.</param>
    /// <param name="isDisordered">Whether the disorder counts.</param>
    /// <exception cref="InvalidInputException">A variation names atoms that are not there.</exception>
    public StructureSlot Slot(int absorber, bool isDisordered)
    {
        var surroundings = DraftBase.Around(start.Structure, absorber, CutRadius());
        var coordination = start.Variations.OfType<CoordinationVariation>().FirstOrDefault();
        return new StructureSlot(
            number,
            absorber,
            surroundings,
            [.. start.Variations.Where(IsChange).Select(variation => (Change(variation, surroundings), _parameterOf[variation]))],
            coordination is null ? null : (ByDistance(Members(coordination, coordination.Shell, surroundings), surroundings), _parameterOf[coordination]),
            isDisordered
                ? [.. start.Variations.OfType<DisorderVariation>().Select((disorder, index) =>
                    (new DisorderCopies(DisorderedAtoms(disorder, surroundings), disorder.Copies, new Random(seed + (31 * absorber) + index)), _parameterOf[disorder]))]
                : []);
    }

    /// <summary>The mean distances of the shells that vary, and the lattice parameters where the cell does.</summary>
    /// <param name="slots">The start's slots.</param>
    /// <param name="weights">Their weights, which add up to 1.</param>
    public IEnumerable<DerivedQuantity> DerivedQuantities(IReadOnlyList<StructureSlot> slots, IReadOnlyList<double> weights)
    {
        foreach (var shell in start.Variations.OfType<ShellVariation>())
        {
            var members = slots.Select(slot => Members(shell, shell.Shell, slot.Base)).ToArray();
            yield return new DerivedQuantity($"{prefix}mean distance {shell.Shell}", "Å", values =>
            {
                var draft = new StructureDraft();
                var sum = 0.0;
                for (var slot = 0; slot < slots.Count; slot++)
                {
                    draft.Reset(slots[slot].Base);
                    foreach (var (change, parameter) in slots[slot].Changes)
                    {
                        change.Apply(draft, values[parameter]);
                    }

                    sum += weights[slot] * members[slot].Average(atom => (draft.Position(atom) - draft.Position(0)).Length);
                }

                return sum;
            });
        }

        var cells = start.Variations.OfType<CellVariation>().Select(variation => (Change(variation, slots[0].Base), _parameterOf[variation])).ToArray();
        if (cells.Length == 0 || start.Structure.Periodic != PeriodicDirections.All)
        {
            yield break;
        }

        var whole = DraftBase.Whole(start.Structure, slots[0].Absorber);
        for (var vector = 0; vector < 3; vector++)
        {
            var chosen = vector;
            yield return new DerivedQuantity($"{prefix}lattice parameter {"abc"[vector]}", "Å", values =>
            {
                var draft = new StructureDraft();
                draft.Reset(whole);
                foreach (var (change, parameter) in cells)
                {
                    change.Apply(draft, values[parameter]);
                }

                return MemoryMarshal.Cast<double, Vector3Double>(draft.Cell)[chosen].Length;
            });
        }
    }

    private static bool IsChange(StructureVariation variation) =>
        variation is not (CoordinationVariation or DisorderVariation or EnergyShiftVariation);

    private IStructureChange Change(StructureVariation variation, DraftBase surroundings) => variation switch
    {
        CellVariation cell => Named(cell, () => CellChange.Of(start.Structure, cell.Vector)),
        ShellVariation shell => new RadialChange(Members(shell, shell.Shell, surroundings)),
        DisplacementVariation { Direction: { } direction } moved =>
            new DisplacementChange(Checked(moved, moved.Atoms), direction * (1.0 / direction.Length)),
        DisplacementVariation radial => new RadialChange(NearestImages(Checked(radial, radial.Atoms), surroundings)),
        RotationVariation turned => RotationChange.Of(
            start.Structure, Checked(turned, turned.Atoms), turned.Axis, turned.Centre is { } centre ? Checked(turned, [centre])[0] : null),
        _ => throw new InvalidOperationException($"Nothing is known of {variation.GetType()}."),
    };

    /// <summary>Atoms of a crystal are taken so far that none can come into the cutoff from beyond.</summary>
    private double CutRadius()
    {
        var shrink = 1.0;
        var shift = 0.3;
        foreach (var variation in start.Variations)
        {
            var range = variation.Range ?? variation.UsualRange;
            switch (variation)
            {
                case CellVariation:
                    shrink *= Math.Min(1.0, range.Lower);
                    break;
                case ShellVariation or DisplacementVariation:
                    shift += Math.Max(-range.Lower, range.Upper);
                    break;
                case DisorderVariation:
                    shift += 3.0 * range.Upper;
                    break;
                case RotationVariation:
                    shift += 1.0;
                    break;
            }
        }

        return shrink > 0.2
            ? (radius + shift) / shrink
            : throw new InvalidInputException($"{start.Name}: the cell may shrink to {shrink:0.###} of its size; give bounds nearer to 1, as in 0.95..1.05");
    }

    private int FewestInShell(CoordinationVariation coordination) =>
        Absorbers().Min(absorber => Members(coordination, coordination.Shell, DraftBase.Around(start.Structure, absorber, CutRadius())).Length);

    /// <summary>The absorbers of the start.</summary>
    public int[] Absorbers() => (start.Absorber ?? throw new InvalidOperationException("The absorber was not filled in.")).Resolve(start.Structure);

    private int[] Members(StructureVariation variation, AtomShell shell, DraftBase surroundings)
    {
        var element = shell.Element is null ? (int?)null : ChemicalElement.AtomicNumber(shell.Element);
        int[] members =
        [
            .. Enumerable.Range(1, surroundings.Numbers.Length - 1).Where(atom =>
                (element is null || surroundings.Numbers[atom] == element) && Distance(surroundings, atom) >= shell.From && Distance(surroundings, atom) <= shell.To),
        ];
        return members.Length > 0 ? members : throw new InvalidInputException(
            $"{start.Name}: '{variation.Subject}' names no atom; {Nearest(surroundings, element)}");
    }

    private static string Nearest(DraftBase surroundings, int? element)
    {
        var found = Enumerable.Range(1, surroundings.Numbers.Length - 1)
            .Where(atom => element is null || surroundings.Numbers[atom] == element)
            .Select(atom => Distance(surroundings, atom)).Order().Take(6).ToArray();
        var name = element is { } number ? ChemicalElement.Symbol(number) : "neighbours";
        return found.Length == 0
            ? $"there is no {name} around the absorber"
            : $"{name} around the absorber at {string.Join(", ", found.Select(distance => FormattableString.Invariant($"{distance:0.00}")))} Å";
    }

    private int[] DisorderedAtoms(DisorderVariation disorder, DraftBase surroundings) => disorder.Copies is < 2 or > 64 || disorder.Copies % 2 == 1
        ? throw new InvalidInputException($"{start.Name}: 'disorder' takes an even number of copies from 2 to 64")
        : disorder.Shell is null ? [.. Enumerable.Range(1, surroundings.Numbers.Length - 1)] : Members(disorder, disorder.Shell, surroundings);

    private static int[] ByDistance(int[] atoms, DraftBase surroundings) => [.. atoms.OrderBy(atom => Math.Round(Distance(surroundings, atom), 6))];

    private static int[] NearestImages(int[] atoms, DraftBase surroundings) =>
        [.. atoms.SelectMany(index => Enumerable.Range(1, surroundings.Numbers.Length - 1)
            .Where(atom => surroundings.Source[atom] == index).OrderBy(atom => Distance(surroundings, atom)).Take(1))];

    private int[] Checked(StructureVariation variation, IReadOnlyList<int> atoms)
    {
        foreach (var atom in atoms)
        {
            if ((uint)atom >= (uint)start.Structure.Count)
            {
                throw new InvalidInputException(
                    $"{start.Name}: '{variation.Subject}' names atom {atom}; the structure has {Counted.Of(start.Structure.Count, "atom")}, 0 to {start.Structure.Count - 1}");
            }
        }

        return [.. atoms];
    }

    private T Named<T>(StructureVariation variation, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (InvalidInputException fault)
        {
            throw fault.At($"{start.Name}: '{variation.Subject}'");
        }
    }

    private static double Distance(DraftBase surroundings, int atom) => new Vector3Double(
        surroundings.Positions[3 * atom], surroundings.Positions[(3 * atom) + 1], surroundings.Positions[(3 * atom) + 2]).Length;
}
