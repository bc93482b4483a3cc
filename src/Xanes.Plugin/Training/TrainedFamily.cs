using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>A family that the trainer fitted.</summary>
/// <param name="Metrics">Its errors.</param>
/// <param name="Inputs">The features that it takes, by name.</param>
/// <param name="Parity">The largest difference that its exported model may have from the learner.</param>
/// <param name="Factor">The factor on its standard deviation, see <see cref="SpectrumUncertainty"/>.</param>
/// <param name="Floor">The share of its residuals' own deviation.</param>
/// <param name="HeldOut">The number of spectra that the residuals are of.</param>
internal sealed record TrainedFamily(
    FamilyMetrics Metrics, IReadOnlyList<string> Inputs, double Parity, double Factor, double Floor, int HeldOut)
{
    /// <summary>The family's name.</summary>
    public string Name => Metrics.Family;
}
