using Xanes.Interop;

namespace Xanes.Plugin.Measured.Treatment;

/// <summary>What is done to a measured spectrum before it is normalised.</summary>
public static class SpectrumTreatment
{
    /// <summary>Leaves out points, rebins and shifts, as the options say.</summary>
    /// <exception cref="InvalidInputException">An option is out of range, or too few points are left.</exception>
    public static MeasuredSpectrum Apply(MeasuredSpectrum measured, TreatmentOptions options)
    {
        var treated = PointRemoval.Remove(measured, options.Removed);
        if (options.GlitchThreshold is { } threshold)
        {
            treated = Deglitching.Remove(treated, threshold);
        }

        if (options.Rebinning is { } grid)
        {
            treated = Rebinning.Rebin(treated, grid);
        }

        return options.EnergyShift == 0.0 ? treated : treated.Shifted(options.EnergyShift);
    }
}
