namespace Xanes.Interop;

/// <summary>
/// A trained model: structures in, spectra out. Safe to use from many threads. It belongs to its plugin: there is nothing to close, and
/// after the plugin's own <see cref="IDisposable.Dispose"/> its calls throw <see cref="ObjectDisposedException"/>.
/// </summary>
public interface ISpectrumModel
{
    /// <summary>What the model is.</summary>
    ModelInfo Info { get; }

    /// <summary>Whether it gives a standard deviation with each spectrum.</summary>
    bool HasUncertainty { get; }

    /// <summary>
    /// The same model with its spectra broadened in another way: <c>model.WithBroadening(model.Info.Broadening! with { CoreHoleWidth =
    /// 5.5, Resolution = 1.5 })</c>. Made once for each broadening, about 20 ms; predictions take as long as before.
    /// </summary>
    /// <param name="broadening">The core-hole width at least <see cref="ModelInfo.NarrowestCoreHoleWidth"/>.</param>
    /// <exception cref="InvalidInputException">A parameter is out of its range, or the model's broadening is fixed.</exception>
    ISpectrumModel WithBroadening(Broadening broadening);

    /// <summary>What becomes of neighbours before a prediction; nothing unless <see cref="WithNeighbours"/> made the model.</summary>
    NeighbourChanges Neighbours => NeighbourChanges.None;

    /// <summary>
    /// The same model for structures with elements that it does not know: <c>model.WithNeighbours(new NeighbourChanges { Ignored = ["H"] })</c>
    /// predicts, in all its calls and in comparisons, what it would of the structures without their H atoms. Costs next to nothing.
    /// </summary>
    /// <param name="changes">Taken in place of those that the model had.</param>
    /// <exception cref="InvalidInputException">
    /// As for <see cref="NeighbourChanges.For"/>; or the model cannot take any.
    /// </exception>
    ISpectrumModel WithNeighbours(NeighbourChanges changes) => changes.IsEmpty
        ? this
        : throw new InvalidInputException($"model {Info.Id} takes structures as they are; change their atoms before");

    /// <summary>The spectrum of one absorber.</summary>
    /// <param name="structure">The atoms.</param>
    /// <param name="absorber">The absorbing atom's 0-based index.</param>
    /// <param name="cancellation">Ends the work, also within the model's own file.</param>
    /// <exception cref="InvalidInputException">The structure or the absorber is not one that the model can take.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    Spectrum Predict(StructureView structure, int absorber, CancellationToken cancellation = default);

    /// <inheritdoc cref="Predict(StructureView, int, CancellationToken)"/>
    Spectrum Predict(AtomicStructure structure, int absorber, CancellationToken cancellation = default) =>
        Predict(structure.View, absorber, cancellation);

    /// <summary>The spectra of many absorbers, in their order; batches run in parallel.</summary>
    /// <param name="sites">Structures with their absorbers.</param>
    /// <param name="progress">Told the number of spectra done so far.</param>
    /// <param name="cancellation">Ends the work, also within the model's own file.</param>
    /// <exception cref="InvalidInputException">As for a single absorber; the message names the site by its place in the list.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    IReadOnlyList<Spectrum> PredictMany(
        IReadOnlyList<AbsorberSite> sites, IProgress<int>? progress = null, CancellationToken cancellation = default);

    /// <summary>The spectra of many absorbers, written to arrays of the caller; batches run in parallel.</summary>
    /// <param name="sites">N structures with their absorbers.</param>
    /// <param name="destination">Takes the results; a row at fault is filled with NaN.</param>
    /// <param name="options">Threads, what to do with sites at fault, and what ends the work early.</param>
    /// <returns>The faults in the order of their sites; none unless <see cref="BatchOptions.KeepGoing"/>.</returns>
    /// <exception cref="InvalidInputException">
    /// As for a single absorber, the first in the list; it carries the <see cref="InvalidInputException.Site"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; the destination holds some of the results.</exception>
    IReadOnlyList<InvalidInputException> PredictMany(ISiteList sites, SpectrumArrays destination, BatchOptions? options = null);
}
