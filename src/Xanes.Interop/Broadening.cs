using System.Globalization;

namespace Xanes.Interop;

/// <summary>
/// How a spectrum is broadened: by a Lorentzian for the lifetimes, whose width grows above the edge by FDMNES's arctangent model, then
/// by a Gaussian for the beamline's resolution. All full widths at half maximum, in eV.
/// </summary>
/// <param name="CoreHoleWidth">The width of the core hole.</param>
/// <param name="GammaMax">The width that the final state adds far above the edge (FDMNES: Gamma_max); 0 for none.</param>
/// <param name="ECent">Where the added width has risen by half, in eV above the cut-off (FDMNES: Ecent).</param>
/// <param name="ELarg">How gently it rises (FDMNES: Elarg).</param>
/// <param name="Resolution">The width of the Gaussian; 0 for none.</param>
public sealed record Broadening(
    double CoreHoleWidth, double GammaMax = 15.0, double ECent = 30.0, double ELarg = 30.0, double Resolution = 0.0)
{
    /// <summary>The largest width that is taken.</summary>
    public const double LargestWidth = 100.0;

    /// <summary>The smallest resolution that is taken beside 0.</summary>
    public const double SmallestResolution = 0.1;

    /// <summary>The largest resolution that is taken.</summary>
    public const double LargestResolution = 20.0;

    /// <summary>The smallest core-hole width that is taken.</summary>
    public const double SmallestCoreHoleWidth = 0.01;

    /// <summary>The largest <see cref="ECent"/> and <see cref="ELarg"/> that are taken; the smallest is 1 eV.</summary>
    public const double LargestEnergy = 1000.0;

    /// <summary>The Lorentzian's full width at an energy above the cut-off: the core hole's alone at and below it.</summary>
    /// <param name="energyAboveCutOff">In eV.</param>
    public double LorentzianWidth(double energyAboveCutOff)
    {
        if (energyAboveCutOff <= 0.0)
        {
            return CoreHoleWidth;
        }

        var scaled = energyAboveCutOff / ECent;
        var rise = Math.PI / 3.0 * GammaMax / ELarg * (scaled - (1.0 / (scaled * scaled)));
        return CoreHoleWidth + (GammaMax * (0.5 + (Math.Atan(rise) / Math.PI)));
    }

    /// <summary>Checks that every parameter is in its range.</summary>
    /// <exception cref="InvalidInputException">One is not; the message names it as files and options do.</exception>
    public void Check()
    {
        CheckRange("core_hole_width", CoreHoleWidth, SmallestCoreHoleWidth, LargestWidth);
        CheckRange("gamma_max", GammaMax, 0.0, LargestWidth);
        CheckRange("e_cent", ECent, 1.0, LargestEnergy);
        CheckRange("e_larg", ELarg, 1.0, LargestEnergy);
        if (Resolution != 0.0)
        {
            CheckRange("resolution", Resolution, SmallestResolution, LargestResolution);
        }
    }

    /// <summary>The parameters in words, such as <c>core hole 6.75 eV, Gamma_max 15 eV, Ecent 30 eV, Elarg 30 eV</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"core hole {CoreHoleWidth} eV, Gamma_max {GammaMax} eV, Ecent {ECent} eV, Elarg {ELarg} eV{(Resolution > 0.0 ? $", resolution {Resolution} eV" : "")}");

    private static void CheckRange(string name, double value, double from, double to)
    {
        if (!(value >= from && value <= to))
        {
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"{name} must be {from} to {to} eV, not {value}"));
        }
    }
}
