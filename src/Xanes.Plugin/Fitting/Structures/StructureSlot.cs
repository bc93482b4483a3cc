using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Structures;

/// <summary>One absorber of a start with its surroundings, and how parameters change them. Safe to use from many threads.</summary>
/// <param name="Start">The number of the start.</param>
/// <param name="Absorber">The absorber's index in the start.</param>
/// <param name="Base">The surroundings in the start.</param>
/// <param name="Changes">The changes, in their order, with the number of the parameter of each.</param>
/// <param name="Coordination">The coordination that varies; null where none does.</param>
/// <param name="Disorder">The disorders that vary, with their parameters' numbers.</param>
internal sealed record StructureSlot(
    int Start,
    int Absorber,
    DraftBase Base,
    IReadOnlyList<(IStructureChange Change, int Parameter)> Changes,
    (int[] Atoms, int Parameter)? Coordination,
    IReadOnlyList<(DisorderCopies Copies, int Parameter)> Disorder)
{
    /// <summary>The number of copies of a disordered structure; 1 without disorder.</summary>
    private int Copies => Disorder.Count == 0 ? 1 : Disorder.Max(disorder => disorder.Copies.Count);

    /// <summary>The number of structures whose mean spectrum is the slot's.</summary>
    public int Structures => (Coordination is null ? 1 : 2) * Copies;

    /// <summary>Makes one of the slot's structures.</summary>
    /// <param name="values">The values of all parameters of the fit.</param>
    /// <param name="structure">Its number, below <see cref="Structures"/>.</param>
    /// <param name="draft">Overwritten.</param>
    /// <returns>Its weight in the mean; all add up to 1.</returns>
    public double Fill(ReadOnlySpan<double> values, int structure, StructureDraft draft)
    {
        draft.Reset(Base);
        foreach (var (change, parameter) in Changes)
        {
            change.Apply(draft, values[parameter]);
        }

        var weight = 1.0 / Copies;
        foreach (var (copies, parameter) in Disorder)
        {
            copies.Apply(draft, structure % Copies % copies.Count, values[parameter]);
        }

        return Coordination is { } coordination
            ? weight * RemoveLigands(draft, coordination.Atoms, values[coordination.Parameter], isUpper: structure >= Copies)
            : weight;
    }

    /// <summary>The start with its changes, as a crystal where all of them keep it one, else the absorber's surroundings.</summary>
    /// <param name="start">The start.</param>
    /// <param name="values">The values of all parameters of the fit.</param>
    public (AtomicStructure Structure, int Absorber) Best(AtomicStructure start, ReadOnlySpan<double> values)
    {
        var draft = new StructureDraft();
        var isWhole = Coordination is null && Changes.All(entry => entry.Change.KeepsCrystal);
        draft.Reset(isWhole ? DraftBase.Whole(start, Absorber) : Base);
        foreach (var (change, parameter) in Changes)
        {
            change.Apply(draft, values[parameter]);
        }

        if (!isWhole && Coordination is { } coordination)
        {
            draft.Remove(coordination.Atoms.AsSpan((int)Math.Round(values[coordination.Parameter])));
        }

        return isWhole ? (InOrder(draft), Absorber) : (new AtomicStructure(draft.View), 0);
    }

    /// <summary>Leaves the whole number of ligands below, or above, the coordination number.</summary>
    private static double RemoveLigands(StructureDraft draft, int[] atoms, double number, bool isUpper)
    {
        var lower = Math.Min((int)number, atoms.Length - 1);
        draft.Remove(atoms.AsSpan(isUpper ? lower + 1 : lower));
        var share = number - lower;
        return isUpper ? share : 1.0 - share;
    }

    /// <summary>The atoms of a draft in the start's order.</summary>
    private static AtomicStructure InOrder(StructureDraft draft)
    {
        var numbers = new int[draft.Count];
        var positions = new double[3 * draft.Count];
        for (var atom = 0; atom < draft.Count; atom++)
        {
            numbers[draft.Source(atom)] = draft.Numbers[atom];
            draft.Positions.Slice(3 * atom, 3).CopyTo(positions.AsSpan(3 * draft.Source(atom)));
        }

        var view = draft.View;
        return new AtomicStructure(numbers, positions, view.Cell, view.Periodic);
    }
}
