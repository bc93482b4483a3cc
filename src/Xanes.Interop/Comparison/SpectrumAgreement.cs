namespace Xanes.Interop;

/// <summary>How well a predicted spectrum agrees with a measured one, and what was fitted: amplitude * prediction + offset + slope * (E - E_edge).</summary>
/// <param name="MeanSquareError">The mean square difference over the compared energies, in squared edge steps.</param>
/// <param name="RFactor">The sum of squared differences over that of the squared measured values.</param>
/// <param name="Correlation">Pearson's correlation, 1 at best.</param>
/// <param name="Shift">What was added to the predicted photon energies, in eV.</param>
/// <param name="Amplitude">What the prediction was multiplied by.</param>
/// <param name="Offset">The background at the edge energy, in edge steps; 0 where none was fitted.</param>
/// <param name="Slope">The background's slope in edge steps per eV; 0 where none was fitted.</param>
/// <param name="Uncertainty">
/// The most that an error of one standard deviation of the prediction can change the mean square error by: 2 sqrt(MSE v) + v with v the mean
/// square of amplitude * sigma; NaN where the model gives no sigma.
/// </param>
public readonly record struct SpectrumAgreement(
    double MeanSquareError,
    double RFactor,
    double Correlation,
    double Shift,
    double Amplitude,
    double Offset,
    double Slope,
    double Uncertainty);
