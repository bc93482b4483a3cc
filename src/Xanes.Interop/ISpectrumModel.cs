namespace Xanes.Interop;

/// <summary>A trained model: structures in, spectra out. Safe to use from many threads.</summary>
public interface ISpectrumModel : IDisposable
{
    /// <summary>What the model is.</summary>
    ModelInfo Info { get; }

    /// <summary>The spectrum of one absorber.</summary>
    /// <param name="structure">The atoms.</param>
    /// <param name="absorber">The absorbing atom's 0-based index.</param>
    /// <exception cref="InvalidInputException">The structure or the absorber is not one that the model can take.</exception>
    Spectrum Predict(StructureView structure, int absorber);

    /// <summary>The spectra of many absorbers, in their order; batches run in parallel.</summary>
    /// <param name="sites">Structures with their absorbers.</param>
    /// <param name="progress">Told the number of spectra done so far.</param>
    /// <param name="cancellation">Ends the work between batches.</param>
    /// <exception cref="InvalidInputException">As for a single absorber; the message names the site by its place in the list.</exception>
    IReadOnlyList<Spectrum> PredictMany(
        IReadOnlyList<AbsorberSite> sites, IProgress<int>? progress = null, CancellationToken cancellation = default);
}
