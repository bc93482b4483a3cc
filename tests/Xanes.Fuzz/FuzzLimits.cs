namespace Xanes.Fuzz;

/// <summary>What reading one file may take.</summary>
/// <param name="Time">Processor time.</param>
/// <param name="Megabytes">Memory of the process that reads.</param>
internal sealed record FuzzLimits(TimeSpan Time, int Megabytes);
