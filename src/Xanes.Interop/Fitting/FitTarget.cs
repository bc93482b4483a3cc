namespace Xanes.Interop;

/// <summary>A measured spectrum that structures are fitted to.</summary>
public sealed record FitTarget
{
    /// <summary>Checks the arrays and keeps them.</summary>
    /// <param name="photonEnergies">Photon energies in eV, [n], ascending.</param>
    /// <param name="absorption">Absorption, pre-edge line subtracted, normalised to an edge step of 1, [n].</param>
    /// <param name="noise">One standard deviation of each value, [n] or [1]; estimated from the values' smoothness where it is empty.</param>
    /// <exception cref="InvalidInputException">Lengths differ, energies do not ascend, or a number is not finite.</exception>
    public FitTarget(ReadOnlyMemory<double> photonEnergies, ReadOnlyMemory<double> absorption, ReadOnlyMemory<double> noise = default)
    {
        var count = photonEnergies.Length;
        if (absorption.Length != count || (noise.Length > 1 && noise.Length != count))
        {
            throw new InvalidInputException(
                $"the measured spectrum has {count} energies, {absorption.Length} values and {noise.Length} standard deviations; give one of each for every point");
        }

        for (var i = 0; i < count; i++)
        {
            if (!double.IsFinite(photonEnergies.Span[i]) || !double.IsFinite(absorption.Span[i]))
            {
                throw new InvalidInputException($"the measured spectrum has a number that is not finite at point {i}; remove that point");
            }

            if (i > 0 && photonEnergies.Span[i] <= photonEnergies.Span[i - 1])
            {
                throw new InvalidInputException($"the measured energies do not ascend at point {i}; sort them and remove repeated ones");
            }
        }

        foreach (var deviation in noise.Span)
        {
            if (!(deviation > 0.0 && double.IsFinite(deviation)))
            {
                throw new InvalidInputException("the noise must be positive: one standard deviation in edge steps");
            }
        }

        PhotonEnergies = photonEnergies;
        Absorption = absorption;
        Noise = noise;
    }

    /// <summary>Photon energies in eV, [n].</summary>
    public ReadOnlyMemory<double> PhotonEnergies { get; }

    /// <summary>Absorption normalised to an edge step of 1, [n].</summary>
    public ReadOnlyMemory<double> Absorption { get; }

    /// <summary>One standard deviation of each value, [n] or [1]; empty where it is to be estimated.</summary>
    public ReadOnlyMemory<double> Noise { get; }
}
