namespace Xanes.Plugin.Fdmnes;

/// <summary>What a measured standard tells of a protocol.</summary>
/// <param name="EdgeStep">The edge step in Mbarn per absorber.</param>
/// <param name="EnergyCalibration">What is added to computed photon energies to give the measured ones, in eV.</param>
/// <param name="Words">What it was taken from and how well they agree, in one line.</param>
public sealed record StandardCalibration(double EdgeStep, double EnergyCalibration, string Words);
