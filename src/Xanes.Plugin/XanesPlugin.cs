using System.Collections.Concurrent;
using Xanes.Interop;
using Xanes.Plugin.Comparison;
using Xanes.Plugin.Descriptors;
using Xanes.Plugin.Files;
using Xanes.Plugin.Fitting;
using Xanes.Plugin.Fitting.Exploration;
using Xanes.Plugin.Measured.Normalisation;
using Xanes.Plugin.Measured.Reading;
using Xanes.Plugin.Measured.Treatment;
using Xanes.Plugin.Mixtures;
using Xanes.Plugin.Models;
using Xanes.Plugin.Reconstruction;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin;

/// <summary>The plugin: opens the models of its manifest and the user's own, and descriptors.</summary>
/// <param name="manifest">The manifest.</param>
/// <param name="usersModels">The folder of the user's own models.</param>
public sealed class XanesPlugin(PluginManifest manifest, string usersModels) : IXanesPlugin
{
    private readonly ConcurrentDictionary<string, Lazy<SpectrumModel>> _models = new();
    private readonly ModelCatalogue _installed = new(manifest, usersModels);
    private volatile bool _closed;

    /// <summary>The plugin with the models of the user's data folder.</summary>
    public XanesPlugin(PluginManifest manifest)
        : this(manifest, UserFolders.Models)
    {
    }

    /// <inheritdoc/>
    public PluginManifest Manifest => manifest;

    /// <inheritdoc/>
    public IReadOnlyList<string> ModelIds => _installed.Ids;

    /// <inheritdoc/>
    public ISpectrumModel OpenModel(string? idOrPath = null)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        var folder = FolderOf(idOrPath ?? manifest.DefaultModel);
        var model = _models.GetOrAdd(folder, path => new Lazy<SpectrumModel>(() => ModelFolder.Open(path)));
        try
        {
            var opened = model.Value;
            if (_closed)
            {
                opened.Dispose();
                throw new ObjectDisposedException(nameof(XanesPlugin));
            }

            return opened;
        }
        catch
        {
            _models.TryRemove(KeyValuePair.Create(folder, model));
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ModelChoice> ModelsFor(IReadOnlyCollection<int> elements) => _installed.ModelsFor(elements);

    /// <inheritdoc/>
    public ISpectrumModel OpenModelFor(AtomicStructure structure, AbsorberSelection? absorber = null) =>
        OpenModel(ModelChoice.Of(this, AbsorberSelection.Elements(structure, absorber))?.Id);

    /// <inheritdoc/>
    public DescriptorSpec DescriptorFor(IReadOnlyCollection<int> elements)
    {
        var own = manifest.DefaultDescriptor;
        if (own.Absorber is not { } absorber || elements.Contains(ChemicalElement.AtomicNumber(absorber)) || _installed.ModelsFor(elements).Count == 0)
        {
            return own;
        }

        var info = ModelCardReader.ReadFolder(FolderOf(ModelChoice.Of(this, elements)!.Id)).Info;
        return Featurisers.Create(info.Descriptor) is IDescriptor
            ? info.Descriptor.With("absorber", info.Absorber)
            : own.With("absorber", info.Absorber).With("elements", info.Elements);
    }

    /// <inheritdoc/>
    public IDescriptor OpenDescriptor(DescriptorSpec? spec = null) => Featurisers.CreateDescriptor(spec ?? manifest.DefaultDescriptor);

    /// <inheritdoc/>
    public IEnumerable<StructureFrame> ReadStructures(string path) => StructureReader.Read(path);

    /// <inheritdoc/>
    public IReadOnlyList<MeasuredRecord> ReadMeasured(string path, MeasuredFileOptions? options = null) => MeasuredFile.ReadAll(path, options);

    /// <inheritdoc/>
    public MeasuredSpectrum Treat(MeasuredSpectrum measured, TreatmentOptions options) => SpectrumTreatment.Apply(measured, options);

    /// <inheritdoc/>
    public EnergyAlignment Align(
        MeasuredSpectrum moved, MeasuredSpectrum fixedSpectrum, AlignmentMethod method = AlignmentMethod.LeastSquares) =>
        EdgeAlignment.Find(moved, fixedSpectrum, method);

    /// <inheritdoc/>
    public NormalisedSpectrum Normalise(MeasuredSpectrum measured, NormalisationOptions? options = null) => PreEdge.Normalise(measured, options);

    /// <inheritdoc/>
    public ISpectrumComparison OpenComparison(
        NormalisedSpectrum measured, ReadOnlyMemory<double> photonEnergies, double edgeEnergy, ComparisonOptions? options = null) =>
        new SpectrumComparison(measured, photonEnergies, edgeEnergy, options ?? new ComparisonOptions());

    /// <inheritdoc/>
    public ComparisonResult Compare(
        NormalisedSpectrum measured,
        ISpectrumModel model,
        IEnumerable<ComparisonCandidate> candidates,
        ComparisonOptions? options = null,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default) =>
        CandidateRanking.Rank(measured, model, candidates, options, progress, cancellation);

    /// <inheritdoc/>
    public ReconstructionResult Reconstruct(
        ReadOnlySpan<float> vector,
        DescriptorSpec? spec = null,
        ReconstructionOptions? options = null,
        IProgress<ReconstructionProgress>? progress = null,
        CancellationToken cancellation = default) =>
        Reconstructor.Reconstruct(vector, spec ?? manifest.DefaultDescriptor, options, progress, cancellation);

    /// <inheritdoc/>
    public FitResult Fit(
        FitTarget target,
        IReadOnlyList<FitStart> starts,
        FitOptions? options = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellation = default) =>
        StructureFit.Run(OpenModel(options?.Model ?? ModelOf(starts)), target, starts, options, progress, cancellation);

    /// <inheritdoc/>
    public IStructureExploration OpenExploration(ExplorationStart start, CancellationToken cancellation = default) =>
        StructureExploration.Open(OpenModel(start.Options?.Model ?? ModelOf([start.Start])), start, cancellation);

    /// <inheritdoc/>
    public MixtureResult FitMixture(
        NamedSpectrum measured, IReadOnlyList<NamedSpectrum> candidates, MixtureOptions? options = null, CancellationToken cancellation = default) =>
        MixtureFit.Run(measured, candidates, options, cancellation);

    /// <inheritdoc/>
    public PrincipalComponents Decompose(IReadOnlyList<NamedSpectrum> series, double? from = null, double? to = null) => SeriesAnalysis.Run(series, from, to);

    /// <summary>The folder of a model.</summary>
    /// <param name="idOrPath">A model's name or its folder.</param>
    /// <exception cref="InvalidInputException">There is no such model.</exception>
    public string FolderOf(string idOrPath) => _installed.FolderOf(idOrPath);

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed = true;
        foreach (var model in _models.Values.Where(model => model.IsValueCreated))
        {
            model.Value.Dispose();
        }
    }

    /// <summary>The default model for the elements that may absorb in every start.</summary>
    private string? ModelOf(IReadOnlyList<FitStart> starts) => FitStart.CommonElements(starts) is { Count: > 0 } elements
        ? ModelChoice.Of(this, elements)?.Id
        : null;
}
