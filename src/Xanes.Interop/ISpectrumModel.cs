namespace Xanes.Interop;

/// <summary>A trained model: structures in, spectra out. Safe to use from many threads.</summary>
public interface ISpectrumModel : IDisposable
{
    /// <summary>What the model is.</summary>
    ModelInfo Info { get; }

    /// <summary>Whether it gives a standard deviation with each spectrum.</summary>
    bool HasUncertainty { get; }

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

    /// <summary>The spectra of many absorbers, written to arrays of the caller; batches run in parallel.</summary>
    /// <param name="sites">N structures with their absorbers.</param>
    /// <param name="destination">Takes the results; a row at fault is filled with NaN.</param>
    /// <param name="options">Threads and what to do with sites at fault.</param>
    /// <returns>The faults in the order of their sites; none unless <see cref="BatchOptions.KeepGoing"/>.</returns>
    /// <exception cref="InvalidInputException">
    /// As for a single absorber, the first in the list; it carries the <see cref="InvalidInputException.Site"/>.
    /// </exception>
    IReadOnlyList<InvalidInputException> PredictMany(ISiteList sites, SpectrumArrays destination, BatchOptions? options = null);
}
