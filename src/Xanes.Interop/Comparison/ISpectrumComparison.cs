namespace Xanes.Interop;

/// <summary>A measured spectrum that predicted ones are compared with. Safe to use from many threads.</summary>
public interface ISpectrumComparison
{
    /// <summary>The number of energies m of the predicted spectra that it was made for.</summary>
    int Points { get; }

    /// <summary>The measured photon energies that are compared, in eV.</summary>
    EnergyInterval Window { get; }

    /// <summary>The shift, amplitude and background with which a predicted spectrum agrees best.</summary>
    /// <param name="intensities">Absorption in edge steps on the energies that the comparison was made for, [m].</param>
    /// <param name="uncertainties">One standard deviation of it, [m]; empty where it is not known.</param>
    /// <exception cref="InvalidInputException">A length does not fit, or a value is not finite.</exception>
    SpectrumAgreement Fit(ReadOnlySpan<float> intensities, ReadOnlySpan<float> uncertainties = default);
}
