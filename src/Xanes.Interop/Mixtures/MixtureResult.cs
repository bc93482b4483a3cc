namespace Xanes.Interop;

/// <summary>The mixtures that fit a spectrum, best first; arrays [n] are of the energies that were compared.</summary>
/// <param name="Mixtures">Ranked by their probability; those in which a fraction would not be positive are left out.</param>
/// <param name="PhotonEnergies">Photon energies in eV.</param>
/// <param name="Measured">The measured absorption.</param>
/// <param name="Fitted">The best mixture's.</param>
/// <param name="Tried">The number of mixtures that were tried.</param>
public sealed record MixtureResult(
    IReadOnlyList<Mixture> Mixtures,
    ReadOnlyMemory<double> PhotonEnergies,
    ReadOnlyMemory<double> Measured,
    ReadOnlyMemory<double> Fitted,
    int Tried)
{
    /// <summary>The best mixture.</summary>
    public Mixture Best => Mixtures[0];
}
