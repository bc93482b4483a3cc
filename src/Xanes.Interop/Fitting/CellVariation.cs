namespace Xanes.Interop;

/// <summary>The cell, or the whole cluster, is stretched: the parameter is the factor.</summary>
/// <param name="Vector">The one cell vector that is stretched, 0 to 2; null for all directions alike.</param>
public sealed record CellVariation(int? Vector = null) : StructureVariation
{
    /// <inheritdoc/>
    public override string Subject => Vector is { } vector ? $"cell {"abc"[vector]}" : "cell";

    /// <inheritdoc/>
    public override string Unit => "";

    /// <inheritdoc/>
    public override ParameterRange UsualRange => new(0.96, 1.04);
}
