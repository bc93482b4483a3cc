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

    /// <summary>
    /// The models that are taken where none is named: one for each of the given elements that has any, by atomic number. A user's own models
    /// come before those of the manifest.
    /// </summary>
    /// <param name="elements">Atomic numbers of atoms that may absorb.</param>
    IReadOnlyList<ModelChoice> ModelsFor(IReadOnlyCollection<int> elements) => [];

    /// <summary>Opens the default model for a structure's absorbing element.</summary>
    /// <param name="structure">The structure.</param>
    /// <param name="absorber">The absorbing atoms, where they are known.</param>
    /// <exception cref="InvalidInputException">
    /// No model is for any of its elements, or models for several of them are there; or the model's files are damaged.
    /// </exception>
    ISpectrumModel OpenModelFor(AtomicStructure structure, AbsorberSelection? absorber = null) =>
        OpenModel(ModelChoice.Of(this, AbsorberSelection.Elements(structure, absorber))?.Id);

    /// <summary>
    /// The descriptor for a structure where no spec is named: the manifest's own, if its absorber is among the elements, else that of the
    /// default model; where that one's is no vector, the manifest's with the model's absorber and elements.
    /// </summary>
    /// <param name="elements">Atomic numbers of atoms that may absorb.</param>
    /// <exception cref="InvalidInputException">Models for several of the elements are there.</exception>
    DescriptorSpec DescriptorFor(IReadOnlyCollection<int> elements) => Manifest.DefaultDescriptor;

    /// <summary>Makes a descriptor.</summary>
    /// <param name="spec">Its spec; the manifest's default descriptor where it is left out.</param>
    /// <exception cref="InvalidInputException">The spec is not valid or its kind is not a vector.</exception>
    IDescriptor OpenDescriptor(DescriptorSpec? spec = null);

    /// <summary>Reads the structures of a file (xyz, extxyz, POSCAR, CIF) one by one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file is missing or damaged; frames before the fault are returned first.</exception>
    IEnumerable<StructureFrame> ReadStructures(string path);

    /// <summary>Reads measured spectra: XDI, Athena project files (Perl, JSON) and column files, told apart by their content.</summary>
    /// <param name="path">The file; with <c>:RECORD</c> behind it only that record, by its label, its group's name or its 1-based number.</param>
    /// <param name="options">What the file does not say itself.</param>
    /// <returns>At least one record; those of a project that are no spectra carry the reason.</returns>
    /// <exception cref="InvalidInputException">There is no such file or record, or it is damaged; the message names the place.</exception>
    IReadOnlyList<MeasuredRecord> ReadMeasured(string path, MeasuredFileOptions? options = null);

    /// <summary>Leaves out points, rebins and shifts a measured spectrum, as the options say.</summary>
    /// <param name="measured">The spectrum.</param>
    /// <param name="options">What is to be done.</param>
    /// <exception cref="InvalidInputException">An option is out of range, or too few points are left.</exception>
    MeasuredSpectrum Treat(MeasuredSpectrum measured, TreatmentOptions options);

    /// <summary>Finds the energy shift that brings a spectrum onto another of the same substance, such as a foil.</summary>
    /// <param name="moved">The spectrum that is to be moved.</param>
    /// <param name="fixedSpectrum">The one that stays.</param>
    /// <param name="method">How.</param>
    /// <exception cref="InvalidInputException">Their edges are over 50 eV apart or cannot be found.</exception>
    EnergyAlignment Align(MeasuredSpectrum moved, MeasuredSpectrum fixedSpectrum, AlignmentMethod method = AlignmentMethod.LeastSquares);

    /// <summary>Normalises a measured spectrum to an edge step of 1, by the definitions of Larch's <c>pre_edge</c>.</summary>
    /// <param name="measured">The spectrum.</param>
    /// <param name="options">What is given; the rest is chosen.</param>
    /// <exception cref="InvalidInputException">An option is out of range, or the spectrum has no edge there.</exception>
    NormalisedSpectrum Normalise(MeasuredSpectrum measured, NormalisationOptions? options = null);

    /// <summary>Prepares a measured spectrum for comparing predicted ones with it, one by one.</summary>
    /// <param name="measured">The measured spectrum.</param>
    /// <param name="photonEnergies">The photon energies of the predicted spectra in eV, [m], ascending.</param>
    /// <param name="edgeEnergy">The edge energy of the predicted spectra in eV.</param>
    /// <param name="options">What is fitted, and where; the defaults where it is left out.</param>
    /// <exception cref="InvalidInputException">Options out of range, another edge, or spectra that do not overlap.</exception>
    ISpectrumComparison OpenComparison(
        NormalisedSpectrum measured, ReadOnlyMemory<double> photonEnergies, double edgeEnergy, ComparisonOptions? options = null);

    /// <summary>Ranks structures by how well their predicted spectra agree with a measured one; any number of them, in the same memory.</summary>
    /// <param name="measured">The measured spectrum.</param>
    /// <param name="model">What predicts.</param>
    /// <param name="candidates">The structures, enumerated once.</param>
    /// <param name="options">What is fitted, and how many are kept; the defaults where it is left out.</param>
    /// <param name="progress">Told the number of candidates done so far.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">Options out of range, another edge, no candidate, or the first candidate at fault.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    ComparisonResult Compare(
        NormalisedSpectrum measured,
        ISpectrumModel model,
        IEnumerable<ComparisonCandidate> candidates,
        ComparisonOptions? options = null,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default);

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

    /// <summary>Finds the structures that fit a measured spectrum, with probabilities.</summary>
    /// <param name="target">The measured spectrum.</param>
    /// <param name="starts">The structures to start from, with what may change; of several the spectrum is a mixture.</param>
    /// <param name="options">How to fit; the defaults where it is left out.</param>
    /// <param name="progress">Told now and then how far the fit is.</param>
    /// <param name="cancellation">Ends the fit.</param>
    /// <exception cref="InvalidInputException">A variation names atoms that are not there, or an option or the spectrum is at fault.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    FitResult Fit(
        FitTarget target,
        IReadOnlyList<FitStart> starts,
        FitOptions? options = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellation = default);

    /// <summary>Prepares a structure whose parameters are moved by hand, as sliders do, for spectra within milliseconds.</summary>
    /// <param name="start">The structure, what may change in it, and the measured spectrum where there is one.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    /// <exception cref="InvalidInputException">A variation names atoms that are not there, or an option or the spectrum is at fault.</exception>
    IStructureExploration OpenExploration(ExplorationStart start, CancellationToken cancellation = default);

    /// <summary>Takes a spectrum apart into candidates: every mixture of up to four of up to thirty, ranked.</summary>
    /// <param name="measured">The spectrum.</param>
    /// <param name="candidates">Measured standards or predicted spectra, in edge steps.</param>
    /// <param name="options">How to fit; the defaults where it is left out.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">Too many candidates, names that repeat, or hardly a common energy.</exception>
    MixtureResult FitMixture(
        NamedSpectrum measured, IReadOnlyList<NamedSpectrum> candidates, MixtureOptions? options = null, CancellationToken cancellation = default);

    /// <summary>The principal components of a series of spectra.</summary>
    /// <param name="series">At least three spectra in edge steps; the first one's energies are used.</param>
    /// <param name="from">The least photon energy in eV; that of the spectra where it is left out.</param>
    /// <param name="to">The greatest photon energy in eV.</param>
    /// <exception cref="InvalidInputException">Too few spectra, or hardly a common energy.</exception>
    PrincipalComponents Decompose(IReadOnlyList<NamedSpectrum> series, double? from = null, double? to = null);
}
