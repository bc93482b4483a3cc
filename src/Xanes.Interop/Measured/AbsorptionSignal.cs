namespace Xanes.Interop;

/// <summary>Which signal of a file is the absorption.</summary>
public enum AbsorptionSignal
{
    /// <summary>A column of absorption where there is one, else transmission, else fluorescence.</summary>
    Automatic,

    /// <summary>ln(i0 / itrans), or a column of it.</summary>
    Transmission,

    /// <summary>ifluor / i0, or a column of it.</summary>
    Fluorescence,

    /// <summary>ln(itrans / irefer), the foil behind the sample, or a column of it.</summary>
    Reference,
}
