namespace Xanes.Interop;

/// <summary>How predicted spectra are compared with a measured one.</summary>
public sealed record ComparisonOptions
{
    /// <summary>The measured photon energies that are compared; null: from 20 eV below e0 to 70 eV above, as far as the prediction reaches.</summary>
    public EnergyInterval? Window { get; init; }

    /// <summary>The least energy shift in eV: what is added to predicted photon energies to lie on the measured ones.</summary>
    public double LeastShift { get; init; } = -10.0;

    /// <summary>The greatest energy shift in eV; the same as the least one to fix it.</summary>
    public double GreatestShift { get; init; } = 10.0;

    /// <summary>The least amplitude: what predicted spectra are multiplied by, which an edge step that is off needs.</summary>
    public double LeastAmplitude { get; init; } = 0.9;

    /// <summary>The greatest amplitude; the same as the least one to fix it.</summary>
    public double GreatestAmplitude { get; init; } = 1.1;

    /// <summary>Whether a straight line is added to each prediction, fitted as well.</summary>
    public bool Background { get; init; }

    /// <summary>
    /// Whether the core-hole width is fitted as well, to each of those that are kept, in steps of 0.25 eV from the narrowest that the model
    /// can give to twice its own; the others are ranked by the model's own.
    /// </summary>
    public bool FitCoreHoleWidth { get; init; }

    /// <summary>Whether the flattened measured spectrum is compared; else the normalised one.</summary>
    public bool Flattened { get; init; } = true;

    /// <summary>How many of the best candidates are kept, with their spectra.</summary>
    public int Kept { get; init; } = 10;

    /// <summary>Whether candidates at fault are left out and listed; else the first one ends the comparison.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>The number of threads; 0 for as many as cores. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Reads options from a JSON object: <c>window</c>, <c>shift</c> (eV) and <c>amplitude</c> (pairs; one number fixes it),
    /// <c>background</c> (true or false).</summary>
    /// <param name="json">The text; null or empty for all defaults.</param>
    /// <exception cref="InvalidInputException">It is no such object.</exception>
    public static ComparisonOptions Parse(string? json)
    {
        var options = OptionsObject.Parse(json, "comparing", "window", "shift", "amplitude", "background");
        var defaults = new ComparisonOptions();
        var shift = options.Pair("shift") ?? new EnergyInterval(defaults.LeastShift, defaults.GreatestShift);
        var amplitude = options.Pair("amplitude") ?? new EnergyInterval(defaults.LeastAmplitude, defaults.GreatestAmplitude);
        return defaults with
        {
            Window = options.Pair("window"),
            LeastShift = shift.First,
            GreatestShift = shift.Last,
            LeastAmplitude = amplitude.First,
            GreatestAmplitude = amplitude.Last,
            Background = options.Flag("background") ?? false,
        };
    }
}
