namespace Xanes.Interop;

/// <summary>
/// The spectrum of this start is shifted by the parameter (eV) against the others of a mixture: calculations misplace the edges of
/// different compounds against each other.
/// </summary>
public sealed record EnergyShiftVariation : StructureVariation
{
    /// <inheritdoc/>
    public override string Subject => "shift";

    /// <inheritdoc/>
    public override string Unit => "eV";

    /// <inheritdoc/>
    public override ParameterRange UsualRange => new(-3.0, 3.0, 0.0, 1.0);
}
