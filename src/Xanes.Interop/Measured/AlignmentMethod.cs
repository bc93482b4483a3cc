namespace Xanes.Interop;

/// <summary>How two spectra of one substance are brought to one energy axis.</summary>
public enum AlignmentMethod
{
    /// <summary>Their derivatives agree best from 15 eV below to 35 eV above the edge, by least squares with a free scale.</summary>
    LeastSquares,

    /// <summary>Their points of inflection agree.</summary>
    Derivative,
}
