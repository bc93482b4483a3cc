namespace Xanes.Interop;

/// <summary>Photon energies from one to another, both counted in.</summary>
/// <param name="First">The lowest in eV.</param>
/// <param name="Last">The highest in eV.</param>
public readonly record struct EnergyInterval(double First, double Last);
