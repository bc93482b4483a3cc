namespace Xanes.Interop;

/// <summary>How structures are fitted to a measured spectrum.</summary>
public sealed record FitOptions
{
    /// <summary>The model's name or folder; the manifest's default model where it is left out.</summary>
    public string? Model { get; init; }

    /// <summary>The least energy that is compared, in eV on the model's axis (photon energy minus edge energy).</summary>
    public double From { get; init; } = -8.0;

    /// <summary>The greatest energy that is compared, in eV on the model's axis.</summary>
    public double To { get; init; } = 50.0;

    /// <summary>Measured minus predicted photon energies in eV; null for what the model's energies are worth, <see cref="ShiftFor"/>.</summary>
    public ParameterRange? Shift { get; init; }

    /// <summary>The full width of the core hole's Lorentzian in eV; null keeps the model's own.</summary>
    public ParameterRange? CoreHoleWidth { get; init; }

    /// <summary>The full width at half maximum of the Gaussian resolution in eV; null for none.</summary>
    public ParameterRange? Resolution { get; init; }

    /// <summary>
    /// The standard deviation of the measured edge step from 1, a Gaussian prior; 0 keeps it at 1, null for what the model's edge step is worth,
    /// <see cref="EdgeStepDeviationFor"/>.
    /// </summary>
    public double? EdgeStepDeviation { get; init; }

    /// <summary>The standard deviation of a constant background in edge steps, a Gaussian prior; 0 for none.</summary>
    public double BackgroundDeviation { get; init; } = 0.01;

    /// <summary>The standard deviation of the background's slope in edge steps per 100 eV, a Gaussian prior; 0 for none.</summary>
    public double SlopeDeviation { get; init; } = 0.02;

    /// <summary>
    /// The covariance of the model's error on its energies, [m,m] row-major; the card's own, or one made from the model's standard
    /// deviation, where it is left out.
    /// </summary>
    public ReadOnlyMemory<double> ModelCovariance { get; init; }

    /// <summary>
    /// The standard deviation in edge steps by which the calculation that the model learned from differs from measurements, correlated
    /// along <see cref="TheoryCorrelation"/>; 0 where the target is a spectrum of that calculation.
    /// </summary>
    public double TheoryError { get; init; } = 0.02;

    /// <summary>The length in eV along which the theory's error is correlated (one standard deviation of a Gaussian).</summary>
    public double TheoryCorrelation { get; init; } = 3.0;

    /// <summary>
    /// How alike the errors of different structures are: the degrees of freedom of the scale of the model's and theory's error, which
    /// is a parameter of each fit. Few allow that this structure is predicted much worse than most.
    /// </summary>
    public double ErrorDegreesOfFreedom { get; init; } = 4.0;

    /// <summary>How fast the probability falls outside of the model's domain; 0 for not at all.</summary>
    public double DomainPenalty { get; init; } = 1.0;

    /// <summary>Where the random numbers begin: the same seed gives the same answer.</summary>
    public int Seed { get; init; }

    /// <summary>The number of points of the population; 0 for a number that suits the parameters.</summary>
    public int Population { get; init; }

    /// <summary>The most steps that the sampler takes; it ends before where it has converged.</summary>
    public int MaximumSteps { get; init; } = 400;

    /// <summary>The number of threads; 0 for as many as cores. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// The energy shift that varies in a fit with a model: as given, else 0 ± 2 eV about a calibrated model's energies, and 0 ± 6 eV where the
    /// model has no calibration (the Fermi level of an uncalibrated calculation is off by that much).
    /// </summary>
    public ParameterRange ShiftFor(ModelInfo model) =>
        Shift ?? (model.EnergyCalibration is null ? new ParameterRange(-20.0, 20.0, 0.0, 6.0) : new ParameterRange(-8.0, 8.0, 0.0, 2.0));

    /// <summary>The deviation of the edge step in a fit with a model: as given, else 0.02, and 0.1 where the model has no calibration.</summary>
    public double EdgeStepDeviationFor(ModelInfo model) => EdgeStepDeviation ?? (model.EnergyCalibration is null ? 0.1 : 0.02);
}
