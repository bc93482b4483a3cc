namespace Xanes.Interop;

/// <summary>
/// A structure with parameters that someone moves by hand: the same parameters, spectra and error model as in a fit. Safe to use from many
/// threads; it belongs to its plugin, there is nothing to close.
/// </summary>
public interface IStructureExploration
{
    /// <summary>What the model is.</summary>
    ModelInfo Model { get; }

    /// <summary>The parameters: those of the structure in the order of its variations, then energy shift, core-hole width, resolution.</summary>
    IReadOnlyList<ExploredParameter> Parameters { get; }

    /// <summary>Photon energies of the spectra in eV, [n]: those of the measured points that are compared, else the model's.</summary>
    ReadOnlyMemory<double> PhotonEnergies { get; }

    /// <summary>The measured absorption in edge steps, [n]; empty without a measured spectrum.</summary>
    ReadOnlyMemory<double> Measured { get; }

    /// <summary>The spectrum and the structure at some values.</summary>
    /// <param name="values">A value for each of <see cref="Parameters"/>.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">A value is out of its bounds, or the structure is not one that the model can take.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    ExploredState Evaluate(ReadOnlySpan<double> values, CancellationToken cancellation = default);

    /// <summary>Fits the structure to the measured spectrum within the parameters' bounds.</summary>
    /// <param name="values">Where the parameters stand: core-hole width and resolution keep these where they do not vary.</param>
    /// <param name="varyWidths">Whether core-hole width and resolution vary.</param>
    /// <param name="progress">Told now and then how far the fit is.</param>
    /// <param name="cancellation">Ends the fit.</param>
    /// <exception cref="InvalidInputException">There is no measured spectrum, or a value is out of its bounds.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    FitResult Fit(
        ReadOnlySpan<double> values, bool varyWidths = false, IProgress<FitProgress>? progress = null, CancellationToken cancellation = default);
}
