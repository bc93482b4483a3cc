namespace Xanes.Interop;

/// <summary>Given atoms move together by the parameter (Å), along a direction or each away from the absorber.</summary>
/// <param name="Atoms">Their 0-based indices in the start structure; in a crystal all their images move alike.</param>
/// <param name="Direction">The direction, of any length; null for radial, where in a crystal the nearest images move.</param>
public sealed record DisplacementVariation(IReadOnlyList<int> Atoms, Vector3Double? Direction = null) : StructureVariation
{
    /// <inheritdoc/>
    public override string Subject => Direction is { } direction
        ? FormattableString.Invariant($"atoms {string.Join(',', Atoms)} along {direction.X:0.####},{direction.Y:0.####},{direction.Z:0.####}")
        : $"atoms {string.Join(',', Atoms)} radial";

    /// <inheritdoc/>
    public override string Unit => "Å";

    /// <inheritdoc/>
    public override ParameterRange UsualRange => new(-0.2, 0.2);
}
