namespace Xanes.Interop;

/// <summary>The unit of the energies in a file.</summary>
public enum EnergyUnit
{
    /// <summary>As the file says; else keV where all energies are below 150 and span less than 3, otherwise eV.</summary>
    Automatic,

    /// <summary>eV.</summary>
    ElectronVolt,

    /// <summary>keV.</summary>
    KiloElectronVolt,
}
