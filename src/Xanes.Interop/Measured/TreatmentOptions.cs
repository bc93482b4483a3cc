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

    /// <summary>Reads options from a JSON object: <c>remove</c> (a list of pairs of eV), <c>deglitch</c> and <c>rebin</c> (true or false),
    /// <c>energy_shift</c> (eV).</summary>
    /// <param name="json">The text; null or empty for all defaults.</param>
    /// <exception cref="InvalidInputException">It is no such object.</exception>
    public static TreatmentOptions Parse(string? json)
    {
        var options = OptionsObject.Parse(json, "treating a measured spectrum", "remove", "deglitch", "rebin", "energy_shift");
        return new TreatmentOptions
        {
            Removed = options.Pairs("remove"),
            GlitchThreshold = options.Flag("deglitch") == true ? UsualGlitchThreshold : null,
            Rebinning = options.Flag("rebin") == true ? new RebinningGrid() : null,
            EnergyShift = options.Number("energy_shift") ?? 0.0,
        };
    }
}
