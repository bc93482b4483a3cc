using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Likelihood;

/// <summary>What predicts the spectra of a fit, and how they are broadened afterwards.</summary>
internal interface IBroadenedSpectra
{
    /// <summary>Predicts the answers that are broadened, [v] for each site; they may be averaged before.</summary>
    ISpectrumModel Model { get; }

    /// <summary>The core hole's width in eV where it does not vary.</summary>
    double OwnCoreHoleWidth { get; }

    /// <summary>Broadens an answer.</summary>
    /// <param name="answer">The answer, [v].</param>
    /// <param name="coreHole">The core hole's full width in eV.</param>
    /// <param name="resolution">The resolution's full width at half maximum in eV.</param>
    /// <param name="spectrum">Takes the spectrum on the model's energies, [m].</param>
    void Broaden(ReadOnlySpan<double> answer, double coreHole, double resolution, Span<double> spectrum);
}
