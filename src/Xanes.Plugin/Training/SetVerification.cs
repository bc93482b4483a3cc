using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>A model's errors on the test part of one data set, computed again, beside what its card says.</summary>
/// <param name="Now">Computed again.</param>
/// <param name="Card">As the card says.</param>
/// <param name="Domain">How the domain divides the test spectra.</param>
/// <param name="Coverage">The share of energy points within the 90 % bands; null where the model gives no uncertainty.</param>
public sealed record SetVerification(SetMetrics Now, SetMetrics Card, DomainMetrics Domain, double? Coverage)
{
    /// <summary>The relative difference up to which both agree.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>Whether count, MSE, median and mean predictor agree within <see cref="Tolerance"/>.</summary>
    public bool Agrees =>
        Now.Count == Card.Count && Close(Now.Mse, Card.Mse) && Close(Now.Median, Card.Median) && Close(Now.MeanPredictor, Card.MeanPredictor);

    private static bool Close(double now, double card) => Math.Abs(now - card) <= Tolerance * Math.Abs(card);
}
