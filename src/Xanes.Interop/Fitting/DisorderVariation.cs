namespace Xanes.Interop;

/// <summary>
/// Gaussian disorder: the spectrum is the mean over copies whose atoms are displaced at random, by one standard deviation along each
/// axis that is the parameter (Å). The random numbers are drawn once, so that the spectrum is a smooth function of the parameter.
/// </summary>
/// <param name="Shell">The atoms that are displaced; null for all.</param>
/// <param name="Copies">The number of copies: an even number, since each displacement is taken with its opposite.</param>
public sealed record DisorderVariation(AtomShell? Shell = null, int Copies = 12) : StructureVariation
{
    /// <inheritdoc/>
    public override string Subject => Shell is null ? "disorder" : $"disorder {Shell}";

    /// <inheritdoc/>
    public override string Unit => "Å";

    /// <inheritdoc/>
    public override ParameterRange UsualRange => new(0.0, 0.15);
}
