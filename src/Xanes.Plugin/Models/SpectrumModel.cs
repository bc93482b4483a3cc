using System.Collections.Concurrent;
using Xanes.Interop;
using Xanes.Plugin.Descriptors;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Models;

/// <summary>A trained model: cuts the cluster, makes its features, runs the ONNX model and judges the domain.</summary>
public sealed class SpectrumModel : ISpectrumModel
{
    /// <summary>The number of spectra that one call of the ONNX model computes where many are asked for.</summary>
    public const int BatchSize = 64;

    private readonly OnnxModel _onnx;
    private readonly IFeaturiser _featuriser;
    private readonly Func<Cluster, DomainVerdict> _judge;
    private readonly int _absorberNumber;
    private readonly ConcurrentBag<Workspace> _idleSingles = [];
    private readonly ConcurrentBag<Workspace> _idleBatches = [];

    /// <summary>Joins the parts of a model and checks that they fit each other.</summary>
    /// <param name="info">What the card says.</param>
    /// <param name="onnx">The ONNX session, which the model takes over.</param>
    /// <param name="judge">Tells whether a cluster resembles the training data.</param>
    /// <exception cref="InvalidInputException">The card's descriptor or energies do not fit the ONNX file.</exception>
    public SpectrumModel(ModelInfo info, OnnxModel onnx, Func<Cluster, DomainVerdict> judge)
    {
        Info = info;
        _onnx = onnx;
        _judge = judge;
        _featuriser = Featurisers.Create(info.Descriptor);
        _absorberNumber = ChemicalElement.AtomicNumber(info.Absorber);
        onnx.CheckShapes(_featuriser.NewBatch(1).Tensors, info.Energies.Length);
    }

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    /// <inheritdoc/>
    public Spectrum Predict(StructureView structure, int absorber)
    {
        // A workspace that a fault left half filled is not put back.
        var workspace = _idleSingles.TryTake(out var idle) ? idle : new Workspace(_featuriser.NewBatch(1));
        workspace.Features.Clear();
        var verdict = AddRow(workspace, structure, absorber);
        var intensities = new float[Info.Energies.Length];
        var spread = _onnx.HasSpread ? new float[intensities.Length] : [];
        _onnx.Run(workspace.Features.Tensors, 1, intensities, spread);
        _idleSingles.Add(workspace);
        return new Spectrum(Info.Energies, intensities, Info.EdgeEnergy, absorber, verdict, spread);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Spectrum> PredictMany(
        IReadOnlyList<AbsorberSite> sites, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var spectra = new Spectrum[sites.Count];
        var done = 0;
        InvalidInputException? fault = null;
        var gate = new Lock();
        var batches = (sites.Count + BatchSize - 1) / BatchSize;
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, batches, options, (batch, state) =>
        {
            var first = batch * BatchSize;
            var count = Math.Min(BatchSize, sites.Count - first);
            try
            {
                PredictBatch(sites, first, count, spectra);
            }
            catch (InvalidInputException found)
            {
                lock (gate)
                {
                    fault = fault is null || found.Site < fault.Site ? found : fault;
                }

                // Batches before this one still run, so that the fault reported is the first of the list.
                state.Break();
                return;
            }

            progress?.Report(Interlocked.Add(ref done, count));
        });
        return fault is null ? spectra : throw fault;
    }

    /// <inheritdoc/>
    public void Dispose() => _onnx.Dispose();

    private void PredictBatch(IReadOnlyList<AbsorberSite> sites, int first, int count, Spectrum[] spectra)
    {
        var workspace = _idleBatches.TryTake(out var idle) ? idle : new Workspace(_featuriser.NewBatch(BatchSize));
        workspace.Features.Clear();
        var verdicts = new DomainVerdict[count];
        for (var row = 0; row < count; row++)
        {
            var (structure, absorber) = sites[first + row];
            try
            {
                verdicts[row] = AddRow(workspace, structure.View, absorber);
            }
            catch (InvalidInputException fault)
            {
                throw fault.AtSite(first + row);
            }
        }

        var points = Info.Energies.Length;
        var intensities = new float[count * points];
        var spread = _onnx.HasSpread ? new float[intensities.Length] : [];
        _onnx.Run(workspace.Features.Tensors, count, intensities, spread);
        _idleBatches.Add(workspace);
        for (var row = 0; row < count; row++)
        {
            spectra[first + row] = new Spectrum(
                Info.Energies,
                intensities.AsMemory(row * points, points),
                Info.EdgeEnergy,
                sites[first + row].Absorber,
                verdicts[row],
                _onnx.HasSpread ? spread.AsMemory(row * points, points) : default);
        }
    }

    private DomainVerdict AddRow(Workspace workspace, StructureView structure, int absorber)
    {
        if ((uint)absorber < (uint)structure.Count && structure.AtomicNumbers[absorber] != _absorberNumber)
        {
            throw new InvalidInputException(
                $"{structure.NameAtom(absorber)} cannot be the absorber: model {Info.Id} is for {Info.Absorber}; choose an {Info.Absorber} atom or another model");
        }

        ClusterBuilder.Build(structure, absorber, _featuriser.ClusterSpec, workspace.Cluster);
        workspace.Features.Add(workspace.Cluster, structure);
        return _judge(workspace.Cluster);
    }

    private sealed record Workspace(FeatureBatch Features)
    {
        public Cluster Cluster { get; } = new();
    }
}
