namespace Xanes.Interop;

/// <summary>The energies that a spectrum is rebinned to: coarse below the edge, fine at it, even in wave numbers above.</summary>
public sealed record RebinningGrid
{
    /// <summary>The step below the edge region in eV.</summary>
    public double PreEdgeStep { get; init; } = 5.0;

    /// <summary>Where the edge region begins, in eV from e0.</summary>
    public double EdgeStart { get; init; } = -30.0;

    /// <summary>The step in the edge region in eV.</summary>
    public double EdgeStep { get; init; } = 0.25;

    /// <summary>Where the edge region ends, in eV from e0.</summary>
    public double EdgeEnd { get; init; } = 60.0;

    /// <summary>The step above it in photoelectron wave numbers, 1/Å.</summary>
    public double WaveNumberStep { get; init; } = 0.05;
}
