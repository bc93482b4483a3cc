namespace Xanes.Interop;

/// <summary>How a spectrum is taken apart into candidates (linear combination fitting).</summary>
public sealed record MixtureOptions
{
    /// <summary>The most candidates that can be tried: 30 make 31,930 mixtures of up to four.</summary>
    public const int MostCandidates = 30;

    /// <summary>The most components that a mixture can have.</summary>
    public const int MostComponents = 4;

    /// <summary>The least photon energy that is compared in eV; that of the spectra where it is left out.</summary>
    public double? From { get; init; }

    /// <summary>The greatest photon energy that is compared in eV.</summary>
    public double? To { get; init; }

    /// <summary>The most components.</summary>
    public int MaximumComponents { get; init; } = MostComponents;

    /// <summary>Whether fractions add up to 1; else their sum is free, as where edge steps are not certain.</summary>
    public bool SumToOne { get; init; }

    /// <summary>The largest shift of the mixture against the measured spectrum in eV, tried every 0.1 eV; 0 for none.</summary>
    public double MaximumShift { get; init; }

    /// <summary>Reads options from a JSON object: <c>window</c> (two photon energies in eV), <c>components</c> (the most), <c>sum_to_one</c>, <c>max_shift</c>
    /// (eV).</summary>
    /// <param name="json">The text; null or empty for all defaults.</param>
    /// <exception cref="InvalidInputException">It is no such object.</exception>
    public static MixtureOptions Parse(string? json)
    {
        var options = OptionsObject.Parse(json, "mixtures", "window", "components", "sum_to_one", "max_shift");
        var window = options.Pair("window");
        return new MixtureOptions
        {
            From = window?.First,
            To = window?.Last,
            MaximumComponents = options.Whole("components") ?? MostComponents,
            SumToOne = options.Flag("sum_to_one") ?? false,
            MaximumShift = options.Number("max_shift") ?? 0.0,
        };
    }
}
