namespace Xanes.Interop;

/// <summary>The atoms of a shell move away from the absorber, all by the parameter (Å).</summary>
/// <param name="Shell">Which atoms, by their distance in the start structure.</param>
public sealed record ShellVariation(AtomShell Shell) : StructureVariation
{
    /// <inheritdoc/>
    public override string Subject => $"shell {Shell}";

    /// <inheritdoc/>
    public override string Unit => "Å";

    /// <inheritdoc/>
    public override ParameterRange UsualRange => new(-0.2, 0.2);
}
