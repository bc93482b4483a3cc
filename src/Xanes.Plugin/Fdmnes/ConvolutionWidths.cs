namespace Xanes.Plugin.Fdmnes;

/// <summary>The parameters of the arctangent model of lifetime broadening, full widths in eV.</summary>
/// <param name="CoreHole">The width of the core hole.</param>
/// <param name="Maximum">The width that the final state adds far above the edge (Gamma_max).</param>
/// <param name="Centre">Where the added width has risen by half, above the cut-off (Ecent).</param>
/// <param name="Slope">How gently it rises (Elarg).</param>
public sealed record ConvolutionWidths(double CoreHole, double Maximum = 15.0, double Centre = 30.0, double Slope = 30.0)
{
    /// <summary>The full width at an energy above the cut-off: the core hole's alone at and below it.</summary>
    public double At(double energyAboveCutOff)
    {
        if (energyAboveCutOff <= 0.0)
        {
            return CoreHole;
        }

        var scaled = energyAboveCutOff / Centre;
        var rise = Math.PI / 3.0 * Maximum / Slope * (scaled - (1.0 / (scaled * scaled)));
        return CoreHole + (Maximum * (0.5 + (Math.Atan(rise) / Math.PI)));
    }
}
