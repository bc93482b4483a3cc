namespace Xanes.Plugin.Import;

/// <summary>What the energies of imported spectra count from.</summary>
public enum ImportedEnergies
{
    /// <summary>Found out: values near the edge energy are photon energies in eV or keV, small ones count from it.</summary>
    Auto,

    /// <summary>Photon energies in eV.</summary>
    Absolute,

    /// <summary>eV from the tabulated edge energy.</summary>
    Relative,
}
