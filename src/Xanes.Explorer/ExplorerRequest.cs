using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>What an explorer works with.</summary>
/// <param name="Plugin">Reads, predicts and fits; it stays the caller's.</param>
public sealed record ExplorerRequest(IXanesPlugin Plugin)
{
    /// <summary>The structure's file; null where the page is to ask for one.</summary>
    public string? Structure { get; init; }

    /// <summary>The absorbers; all atoms of the model's element where it is left out.</summary>
    public AbsorberSelection? Absorber { get; init; }

    /// <summary>What may change, as <see cref="VariationText"/> reads it; chosen by the structure where it is empty.</summary>
    public IReadOnlyList<string> Variations { get; init; } = [];

    /// <summary>The measured spectrum, FILE or FILE:RECORD; null for none.</summary>
    public string? Measured { get; init; }

    /// <summary>How measured files are read.</summary>
    public MeasuredFileOptions Reading { get; init; } = new();

    /// <summary>What is done before normalising.</summary>
    public TreatmentOptions Treatment { get; init; } = new();

    /// <summary>How measured spectra are normalised.</summary>
    public NormalisationOptions Normalisation { get; init; } = new();

    /// <summary>Model, bounds and the fit's options.</summary>
    public FitOptions Options { get; init; } = new();

    /// <summary>One standard deviation of the measured values; null where it is to be estimated.</summary>
    public double? Noise { get; init; }
}
