namespace Xanes.Plugin.Measured.Reading.Columns;

/// <summary>What a column holds.</summary>
internal enum ColumnRole
{
    /// <summary>Photon energy.</summary>
    Energy,

    /// <summary>The monochromator's angle.</summary>
    Angle,

    /// <summary>Absorption of any kind.</summary>
    Mu,

    /// <summary>Absorption in transmission.</summary>
    MuTransmission,

    /// <summary>Absorption by fluorescence.</summary>
    MuFluorescence,

    /// <summary>Absorption of the reference.</summary>
    MuReference,

    /// <summary>Intensity before the sample.</summary>
    I0,

    /// <summary>Intensity behind the sample.</summary>
    Transmitted,

    /// <summary>Intensity behind the reference.</summary>
    BehindReference,

    /// <summary>Fluorescence.</summary>
    Fluorescence,
}
