using Xanes.Interop;
using Xanes.Plugin.Comparison;
using Xanes.Plugin.Fitting;
using Xanes.Plugin.Fitting.Exploration;
using Xanes.Plugin.Measured.Normalisation;
using Xanes.Plugin.Measured.Reading;
using Xanes.Plugin.Measured.Treatment;
using Xanes.Plugin.Mixtures;
using Xanes.Plugin.Reconstruction;
using Xanes.Plugin.Structures;

namespace Xanes.Cli.Tests.Support;

/// <summary>A plugin with one model and one descriptor whose answers can be worked out by hand.</summary>
internal sealed class FakePlugin(PluginManifest manifest) : IXanesPlugin
{
    public PluginManifest Manifest => manifest;

    public IReadOnlyList<string> ModelIds => [FakeModel.Id, FakeModel.UncertainId];

    public ISpectrumModel OpenModel(string? idOrPath = null) => idOrPath switch
    {
        null or FakeModel.Id => new FakeModel(FakeModel.Id),
        FakeModel.UncertainId => new FakeModel(FakeModel.UncertainId),
        FakeModel.CalibratedId => new FakeModel(FakeModel.CalibratedId),
        _ => throw new InvalidInputException($"no model '{idOrPath}'; 'xanes models list' names the installed ones"),
    };

    public IDescriptor OpenDescriptor(DescriptorSpec? spec = null) => new FakeDescriptor(spec ?? manifest.DefaultDescriptor);

    public IEnumerable<StructureFrame> ReadStructures(string path) => StructureReader.Read(path);

    public IReadOnlyList<MeasuredRecord> ReadMeasured(string path, MeasuredFileOptions? options = null) => MeasuredFile.ReadAll(path, options);

    public MeasuredSpectrum Treat(MeasuredSpectrum measured, TreatmentOptions options) => SpectrumTreatment.Apply(measured, options);

    public EnergyAlignment Align(
        MeasuredSpectrum moved, MeasuredSpectrum fixedSpectrum, AlignmentMethod method = AlignmentMethod.LeastSquares) =>
        EdgeAlignment.Find(moved, fixedSpectrum, method);

    public NormalisedSpectrum Normalise(MeasuredSpectrum measured, NormalisationOptions? options = null) => PreEdge.Normalise(measured, options);

    public ISpectrumComparison OpenComparison(
        NormalisedSpectrum measured, ReadOnlyMemory<double> photonEnergies, double edgeEnergy, ComparisonOptions? options = null) =>
        new SpectrumComparison(measured, photonEnergies, edgeEnergy, options ?? new ComparisonOptions());

    public ComparisonResult Compare(
        NormalisedSpectrum measured,
        ISpectrumModel model,
        IEnumerable<ComparisonCandidate> candidates,
        ComparisonOptions? options = null,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default) =>
        CandidateRanking.Rank(measured, model, candidates, options, progress, cancellation);

    public ReconstructionResult Reconstruct(
        ReadOnlySpan<float> vector,
        DescriptorSpec? spec = null,
        ReconstructionOptions? options = null,
        IProgress<ReconstructionProgress>? progress = null,
        CancellationToken cancellation = default) =>
        Reconstructor.Reconstruct(vector, spec ?? manifest.DefaultDescriptor, options, progress, cancellation);

    public FitResult Fit(
        FitTarget target,
        IReadOnlyList<FitStart> starts,
        FitOptions? options = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellation = default) =>
        StructureFit.Run(OpenModel(options?.Model), target, starts, options, progress, cancellation);

    public IStructureExploration OpenExploration(ExplorationStart start, CancellationToken cancellation = default) =>
        StructureExploration.Open(OpenModel(start.Options?.Model), start, cancellation);

    public MixtureResult FitMixture(
        NamedSpectrum measured, IReadOnlyList<NamedSpectrum> candidates, MixtureOptions? options = null, CancellationToken cancellation = default) =>
        MixtureFit.Run(measured, candidates, options, cancellation);

    public PrincipalComponents Decompose(IReadOnlyList<NamedSpectrum> series, double? from = null, double? to = null) => SeriesAnalysis.Run(series, from, to);

    public void Dispose()
    {
    }
}
