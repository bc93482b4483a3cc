namespace Xanes.Interop;

/// <summary>The measured points that were compared, and what the posterior makes of them; arrays [n] in edge steps.</summary>
/// <param name="PhotonEnergies">Photon energies in eV.</param>
/// <param name="Measured">The measured absorption.</param>
/// <param name="Noise">One standard deviation of its noise.</param>
/// <param name="Best">The spectrum of the best structure with its edge step and background.</param>
/// <param name="Median">The median over the posterior.</param>
/// <param name="Lower">The posterior's lower end of 90 %.</param>
/// <param name="Upper">The posterior's upper end of 90 %.</param>
/// <param name="ModelDeviation">One standard deviation of the model's and theory's error, at its fitted scale.</param>
public sealed record FitCurve(
    ReadOnlyMemory<double> PhotonEnergies,
    ReadOnlyMemory<double> Measured,
    ReadOnlyMemory<double> Noise,
    ReadOnlyMemory<double> Best,
    ReadOnlyMemory<double> Median,
    ReadOnlyMemory<double> Lower,
    ReadOnlyMemory<double> Upper,
    ReadOnlyMemory<double> ModelDeviation)
{
    /// <summary>The mean square difference of measured and best, in squared edge steps.</summary>
    public double MeanSquareError
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < Measured.Length; i++)
            {
                var difference = Measured.Span[i] - Best.Span[i];
                sum += difference * difference;
            }

            return sum / Measured.Length;
        }
    }
}
