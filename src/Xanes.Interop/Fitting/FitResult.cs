namespace Xanes.Interop;

/// <summary>All that fits a measured spectrum, with probabilities.</summary>
public sealed record FitResult
{
    /// <summary>The model that predicted the spectra.</summary>
    public required string Model { get; init; }

    /// <summary>The parameters p, in the order of the samples' columns, and after them quantities that follow from them.</summary>
    public required IReadOnlyList<FittedParameter> Parameters { get; init; }

    /// <summary>Draws from the posterior, [s,p] row-major, a column for each of <see cref="Parameters"/>.</summary>
    public required ReadOnlyMemory<double> Samples { get; init; }

    /// <summary>The logarithm of the posterior density of each draw, [s].</summary>
    public required ReadOnlyMemory<double> LogPosterior { get; init; }

    /// <summary>The correlation of every two parameters over the posterior, [p,p].</summary>
    public required ReadOnlyMemory<double> Correlations { get; init; }

    /// <summary>The separate minima, most probable first; at least one.</summary>
    public required IReadOnlyList<FitAnswer> Answers { get; init; }

    /// <summary>Measured and fitted spectra.</summary>
    public required FitCurve Curve { get; init; }

    /// <summary>The radial distribution around the absorber for each element.</summary>
    public required IReadOnlyList<RadialDistribution> RadialDistributions { get; init; }

    /// <summary>The natural logarithm of the evidence: for comparing fits of other starts to the same target.</summary>
    public required double LogEvidence { get; init; }

    /// <summary>Its standard error, from independent populations.</summary>
    public required double LogEvidenceError { get; init; }

    /// <summary>The share of the posterior outside of the model's domain, 0 to 1.</summary>
    public required double ShareOutside { get; init; }

    /// <summary>What the user should know before believing the numbers, in words; empty where there is nothing.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The share of accepted steps of the sampler.</summary>
    public required double Acceptance { get; init; }

    /// <summary>The number of spectra that were predicted.</summary>
    public required long Spectra { get; init; }

    /// <summary>The time it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The most probable answer.</summary>
    public FitAnswer Best => Answers[0];

    /// <summary>The parameter or derived quantity of a name.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public FittedParameter Parameter(string name) =>
        Parameters.FirstOrDefault(parameter => parameter.Name == name)
        ?? throw new InvalidInputException($"the fit has no parameter '{name}'; it has {string.Join(", ", Parameters.Select(parameter => parameter.Name))}");
}
