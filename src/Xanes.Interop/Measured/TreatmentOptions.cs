namespace Xanes.Interop;

/// <summary>What is done to a measured spectrum before it is normalised, in this order; nothing unless it is asked for.</summary>
public sealed record TreatmentOptions
{
    /// <summary>A threshold that finds glitches and leaves edges.</summary>
    public const double UsualGlitchThreshold = 12.0;

    /// <summary>Points in these intervals are left out.</summary>
    public IReadOnlyList<EnergyInterval> Removed { get; init; } = [];

    /// <summary>
    /// Lone points, not those of the edge itself, are left out that lie farther from the curve through their neighbours than this many
    /// times what is usual; null: none.
    /// <see cref="UsualGlitchThreshold"/> is usual.
    /// </summary>
    public double? GlitchThreshold { get; init; }

    /// <summary>The grid that the spectrum is rebinned to; null: not.</summary>
    public RebinningGrid? Rebinning { get; init; }

    /// <summary>What is added to every energy in eV, as <see cref="IXanesPlugin.Align"/> finds it.</summary>
    public double EnergyShift { get; init; }
}
