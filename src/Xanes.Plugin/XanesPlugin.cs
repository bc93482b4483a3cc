using System.Collections.Concurrent;
using Xanes.Interop;
using Xanes.Plugin.Comparison;
using Xanes.Plugin.Descriptors;
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

/// <summary>The plugin: opens the models and descriptors of its manifest.</summary>
public sealed class XanesPlugin(PluginManifest manifest) : IXanesPlugin
{
    private readonly ConcurrentDictionary<string, Lazy<SpectrumModel>> _models = new();
    private volatile bool _closed;

    /// <inheritdoc/>
    public PluginManifest Manifest => manifest;

    /// <inheritdoc/>
    public IReadOnlyList<string> ModelIds =>
        Directory.Exists(manifest.ModelsFolder)
            ? [.. Directory.EnumerateDirectories(manifest.ModelsFolder).Where(HasCard).Select(folder => Path.GetFileName(folder)).Order()]
            : [];

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
        StructureFit.Run(OpenModel(options?.Model), target, starts, options, progress, cancellation);

    /// <inheritdoc/>
    public IStructureExploration OpenExploration(ExplorationStart start, CancellationToken cancellation = default) =>
        StructureExploration.Open(OpenModel(start.Options?.Model), start, cancellation);

    /// <inheritdoc/>
    public MixtureResult FitMixture(
        NamedSpectrum measured, IReadOnlyList<NamedSpectrum> candidates, MixtureOptions? options = null, CancellationToken cancellation = default) =>
        MixtureFit.Run(measured, candidates, options, cancellation);

    /// <inheritdoc/>
    public PrincipalComponents Decompose(IReadOnlyList<NamedSpectrum> series, double? from = null, double? to = null) => SeriesAnalysis.Run(series, from, to);

    /// <summary>The folder of a model.</summary>
    /// <param name="idOrPath">A model's name or its folder.</param>
    /// <exception cref="InvalidInputException">There is no such model.</exception>
    public string FolderOf(string idOrPath)
    {
        if (idOrPath.Contains('\0'))
        {
            throw new InvalidInputException($"model '{idOrPath.Replace("\0", "\\0", StringComparison.Ordinal)}': a name cannot hold the character NUL; remove it");
        }

        var installed = Path.Combine(manifest.ModelsFolder, idOrPath);
        if (HasCard(installed))
        {
            return installed;
        }

        return idOrPath.Length > 0 && HasCard(idOrPath)
            ? Path.GetFullPath(idOrPath)
            : throw new InvalidInputException(
                $"model '{idOrPath}': no {ModelCard.FileName} in {installed} nor in {Path.GetFullPath(idOrPath)}; " +
                (ModelIds.Count > 0 ? $"installed are {string.Join(", ", ModelIds)}" : "none is installed, train one with 'xanes train'"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed = true;
        foreach (var model in _models.Values.Where(model => model.IsValueCreated))
        {
            model.Value.Dispose();
        }
    }

    private static bool HasCard(string folder) => File.Exists(Path.Combine(folder, ModelCard.FileName));
}
