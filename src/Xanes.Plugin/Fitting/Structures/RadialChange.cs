namespace Xanes.Plugin.Fitting.Structures;

/// <summary>Moves atoms away from the absorber.</summary>
/// <param name="atoms">Their numbers in the draft.</param>
internal sealed class RadialChange(int[] atoms) : IStructureChange
{
    /// <inheritdoc/>
    public bool KeepsCrystal => false;

    /// <inheritdoc/>
    public void Apply(StructureDraft draft, double value)
    {
        var origin = draft.Position(0);
        foreach (var atom in atoms)
        {
            var away = draft.Position(atom) - origin;
            draft.Move(atom, away * (value / away.Length));
        }
    }
}
