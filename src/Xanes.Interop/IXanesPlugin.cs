namespace Xanes.Interop;

/// <summary>
/// The plugin as a host sees it: the one object that a host closes. An implementation has a constructor that takes a
/// <see cref="PluginManifest"/>.
/// </summary>
public interface IXanesPlugin : IDisposable
{
    /// <summary>The manifest it was loaded from.</summary>
    PluginManifest Manifest { get; }

    /// <summary>The names of the installed models.</summary>
    IReadOnlyList<string> ModelIds { get; }

    /// <summary>Opens a model: one for all callers, which the plugin keeps and closes at its own end.</summary>
    /// <param name="idOrPath">A model's name or its folder; the manifest's default model where it is left out.</param>
    /// <exception cref="InvalidInputException">There is no such model, or its files are damaged.</exception>
    /// <exception cref="ObjectDisposedException">The plugin is closed.</exception>
    ISpectrumModel OpenModel(string? idOrPath = null);

    /// <summary>Makes a descriptor.</summary>
    /// <param name="spec">Its spec; the manifest's default descriptor where it is left out.</param>
    /// <exception cref="InvalidInputException">The spec is not valid or its kind is not a vector.</exception>
    IDescriptor OpenDescriptor(DescriptorSpec? spec = null);

    /// <summary>Reads the structures of a file (xyz, extxyz, POSCAR, CIF) one by one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file is missing or damaged; frames before the fault are returned first.</exception>
    IEnumerable<StructureFrame> ReadStructures(string path);

    /// <summary>Finds the structures that a vector of counts describes.</summary>
    /// <param name="vector">The counts, [features].</param>
    /// <param name="spec">
    /// The spec they were made with: kind <c>pair-rdf</c>, sigma 0, no weight, no taper; the manifest's default descriptor where it
    /// is left out.
    /// </param>
    /// <param name="options">How to search; the defaults where it is left out.</param>
    /// <param name="progress">Told after each start of the search, from its threads.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The structures found; at least one, whose verdict says whether it is a solution.</returns>
    /// <exception cref="InvalidInputException">
    /// A spec that does not make counts, a vector that does not fit it, counts that no structure has, too many atoms, no absorber, or
    /// an option out of range.
    /// </exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    ReconstructionResult Reconstruct(
        ReadOnlySpan<float> vector,
        DescriptorSpec? spec = null,
        ReconstructionOptions? options = null,
        IProgress<ReconstructionProgress>? progress = null,
        CancellationToken cancellation = default);
}
