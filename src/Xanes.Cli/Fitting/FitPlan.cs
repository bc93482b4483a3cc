using Xanes.Interop;

namespace Xanes.Cli.Fitting;

/// <summary>A fit that the command line asks for.</summary>
/// <param name="Options">How to fit.</param>
/// <param name="Noise">One standard deviation of the measured values; null where it is to be estimated.</param>
/// <param name="Starts">The structures to start from.</param>
internal sealed record FitPlan(FitOptions Options, double? Noise, IReadOnlyList<FitStart> Starts);
