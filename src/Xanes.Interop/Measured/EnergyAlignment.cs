namespace Xanes.Interop;

/// <summary>How far a spectrum must be moved to lie on another.</summary>
/// <param name="Shift">What is to be added to its energies, in eV.</param>
/// <param name="Correlation">The correlation of both derivatives after that, 1 at best.</param>
public readonly record struct EnergyAlignment(double Shift, double Correlation);
