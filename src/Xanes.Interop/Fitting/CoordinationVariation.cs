namespace Xanes.Interop;

/// <summary>
/// The number of atoms of a shell: the parameter. Between whole numbers the spectrum is that of a mixture of both; the farthest atoms
/// are missing first.
/// </summary>
/// <param name="Shell">The shell in the start structure, which has the most atoms that the fit can find.</param>
public sealed record CoordinationVariation(AtomShell Shell) : StructureVariation
{
    /// <inheritdoc/>
    public override string Subject => $"coordination {Shell}";

    /// <inheritdoc/>
    public override string Unit => "atoms";

    /// <summary>From one atom to all of the shell; the fit lowers the upper bound to their number.</summary>
    public override ParameterRange UsualRange => new(1.0, 1000.0);
}
