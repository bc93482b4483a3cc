namespace Xanes.Interop;

/// <summary>Given atoms turn about an axis through a centre, by the parameter (degrees).</summary>
/// <param name="Atoms">Their 0-based indices in the start structure.</param>
/// <param name="Axis">The axis, of any length.</param>
/// <param name="Centre">The atom that the axis goes through; the atoms' own centre where it is left out.</param>
public sealed record RotationVariation(IReadOnlyList<int> Atoms, Vector3Double Axis, int? Centre = null) : StructureVariation
{
    /// <inheritdoc/>
    public override string Subject => FormattableString.Invariant(
        $"rotate {string.Join(',', Atoms)} about {Axis.X:0.####},{Axis.Y:0.####},{Axis.Z:0.####}{(Centre is { } atom ? $" at {atom}" : "")}");

    /// <inheritdoc/>
    public override string Unit => "°";

    /// <inheritdoc/>
    public override ParameterRange UsualRange => new(-15.0, 15.0);
}
