namespace Xanes.Interop;

/// <summary>A normalised absorption spectrum of one absorber.</summary>
public sealed class Spectrum
{
    /// <summary>Joins a spectrum from its parts.</summary>
    /// <param name="energies">Photon energies minus <paramref name="edgeEnergy"/> in eV, [m], ascending.</param>
    /// <param name="intensities">Absorption in edge steps, [m].</param>
    /// <param name="edgeEnergy">The edge energy in eV that the axis counts from.</param>
    /// <param name="absorber">The 0-based index of the absorbing atom.</param>
    /// <param name="domain">Whether the structure resembles the training data.</param>
    /// <param name="uncertainty">One standard deviation of the intensities, [m]; empty where the model gives none.</param>
    /// <param name="energyCalibration">What is added to photon energies to give a calibrated beamline's, in eV.</param>
    /// <exception cref="InvalidInputException">Lengths differ.</exception>
    public Spectrum(
        ReadOnlyMemory<double> energies,
        ReadOnlyMemory<float> intensities,
        double edgeEnergy,
        int absorber,
        DomainVerdict domain,
        ReadOnlyMemory<float> uncertainty = default,
        double energyCalibration = 0.0)
    {
        if (energies.Length != intensities.Length || (uncertainty.Length != 0 && uncertainty.Length != energies.Length))
        {
            throw new InvalidInputException(
                $"a spectrum's energies ({energies.Length}), intensities ({intensities.Length}) and uncertainties ({uncertainty.Length}) must have one length");
        }

        Energies = energies;
        Intensities = intensities;
        EdgeEnergy = edgeEnergy;
        Absorber = absorber;
        Domain = domain;
        Uncertainty = uncertainty;
        EnergyCalibration = energyCalibration;
    }

    /// <summary>Photon energies minus <see cref="EdgeEnergy"/> in eV, [m].</summary>
    public ReadOnlyMemory<double> Energies { get; }

    /// <summary>Absorption in edge steps, [m].</summary>
    public ReadOnlyMemory<float> Intensities { get; }

    /// <summary>One standard deviation of the intensities, [m]; empty where the model gives none.</summary>
    public ReadOnlyMemory<float> Uncertainty { get; }

    /// <summary>The edge energy in eV that <see cref="Energies"/> count from.</summary>
    public double EdgeEnergy { get; }

    /// <summary>The 0-based index of the absorbing atom in its structure.</summary>
    public int Absorber { get; }

    /// <summary>Whether the structure resembles the training data.</summary>
    public DomainVerdict Domain { get; }

    /// <summary>How many atoms of the structure were ignored or taken as others, as <see cref="NeighbourChanges"/> say.</summary>
    public NeighbourTally Neighbours => Domain.Neighbours;

    /// <summary>What is added to photon energies to give a calibrated beamline's, in eV; 0 where nobody measured it.</summary>
    public double EnergyCalibration { get; }

    /// <summary>The photon energy of a point in eV, as a calibrated beamline has it: edge energy + energy + energy calibration.</summary>
    public double PhotonEnergy(int point) => EdgeEnergy + Energies.Span[point] + EnergyCalibration;
}
