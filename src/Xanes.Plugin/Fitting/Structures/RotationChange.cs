using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Structures;

/// <summary>Turns atoms of the start about an axis; their images are turned alike, each about the image of the axis.</summary>
/// <param name="axis">The axis, of length 1.</param>
/// <param name="arms">The vectors from the axis' point to the atoms in the start, by the atoms' indices.</param>
internal sealed class RotationChange(Vector3Double axis, IReadOnlyDictionary<int, Vector3Double> arms) : IStructureChange
{
    /// <inheritdoc/>
    public bool KeepsCrystal => true;

    /// <summary>Makes the change of a start.</summary>
    /// <param name="structure">The start.</param>
    /// <param name="atoms">The atoms' indices.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="centre">The atom that the axis goes through; null for the middle of the atoms.</param>
    public static RotationChange Of(AtomicStructure structure, IReadOnlyList<int> atoms, Vector3Double axis, int? centre)
    {
        var middle = default(Vector3Double);
        foreach (var atom in atoms)
        {
            middle += structure.Position(atom) * (1.0 / atoms.Count);
        }

        var point = centre is { } index ? structure.Position(index) : middle;
        return new RotationChange(axis * (1.0 / axis.Length), atoms.Distinct().ToDictionary(atom => atom, atom => structure.Position(atom) - point));
    }

    /// <inheritdoc/>
    public void Apply(StructureDraft draft, double value)
    {
        var (sine, cosine) = Math.SinCos(value * Math.PI / 180.0);
        for (var atom = 0; atom < draft.Count; atom++)
        {
            if (arms.TryGetValue(draft.Source(atom), out var arm))
            {
                var along = axis * axis.Dot(arm);
                draft.Move(atom, ((arm - along) * (cosine - 1.0)) + (axis.Cross(arm) * sine));
            }
        }
    }
}
