namespace Xanes.Interop;

/// <summary>What an exploration begins with.</summary>
/// <param name="Start">The structure, with what may change; where that is empty, <see cref="IXanesPlugin.OpenExploration"/> chooses it.</param>
/// <param name="Target">The measured spectrum; null for none.</param>
/// <param name="Options">Model, bounds and the fit's options; where the widths have no bounds, usual ones are taken.</param>
public sealed record ExplorationStart(FitStart Start, FitTarget? Target = null, FitOptions? Options = null);
