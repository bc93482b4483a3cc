namespace Xanes.Interop;

/// <summary>A spectrum with a name: a standard, a candidate of a mixture, one of a series.</summary>
public sealed record NamedSpectrum
{
    /// <summary>Checks the arrays and keeps them.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="photonEnergies">Photon energies in eV, [n], ascending.</param>
    /// <param name="absorption">Absorption normalised to an edge step of 1, [n].</param>
    /// <exception cref="InvalidInputException">Lengths differ, energies do not ascend, or a number is not finite.</exception>
    public NamedSpectrum(string name, ReadOnlyMemory<double> photonEnergies, ReadOnlyMemory<double> absorption)
    {
        try
        {
            _ = new FitTarget(photonEnergies, absorption);
        }
        catch (InvalidInputException fault)
        {
            throw fault.At(name);
        }

        Name = name;
        PhotonEnergies = photonEnergies;
        Absorption = absorption;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Photon energies in eV, [n].</summary>
    public ReadOnlyMemory<double> PhotonEnergies { get; }

    /// <summary>Absorption normalised to an edge step of 1, [n].</summary>
    public ReadOnlyMemory<double> Absorption { get; }
}
