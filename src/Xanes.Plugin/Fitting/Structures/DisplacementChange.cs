using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Structures;

/// <summary>Moves atoms of the start, with all their images, along a direction.</summary>
/// <param name="atoms">Their indices in the start.</param>
/// <param name="direction">The direction, of length 1.</param>
internal sealed class DisplacementChange(int[] atoms, Vector3Double direction) : IStructureChange
{
    /// <inheritdoc/>
    public bool KeepsCrystal => true;

    /// <inheritdoc/>
    public void Apply(StructureDraft draft, double value)
    {
        for (var atom = 0; atom < draft.Count; atom++)
        {
            if (atoms.AsSpan().Contains(draft.Source(atom)))
            {
                draft.Move(atom, direction * value);
            }
        }
    }
}
