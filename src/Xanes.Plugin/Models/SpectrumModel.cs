using System.Collections.Concurrent;
using Xanes.Interop;
using Xanes.Plugin.Descriptors;
using Xanes.Plugin.Domain;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Models;

/// <summary>A trained model: cuts the cluster, makes its features, runs the ONNX model and judges the domain.</summary>
public sealed class SpectrumModel : ISpectrumModel, IDisposable
{
    private readonly OnnxModel _onnx;
    private readonly IFeaturiser _featuriser;
    private readonly ClusterSpec _clusterSpec;
    private readonly Func<Cluster, DomainVerdict> _judge;
    private readonly int _absorberNumber;
    private readonly ConcurrentBag<Workspace> _idleSingles = [];
    private readonly ConcurrentBag<Workspace> _idleBatches = [];

    /// <summary>Joins the parts of a model and checks that they fit each other.</summary>
    /// <param name="info">What the card says.</param>
    /// <param name="onnx">The ONNX session, which the model takes over.</param>
    /// <param name="judge">
    /// Tells whether a cluster resembles the training data, before it costs more; throws <see cref="InvalidInputException"/> where it is
    /// too large for the model.
    /// </param>
    /// <exception cref="InvalidInputException">The card's descriptor or energies do not fit the ONNX file.</exception>
    public SpectrumModel(ModelInfo info, OnnxModel onnx, Func<Cluster, DomainVerdict> judge)
    {
        Info = info;
        _onnx = onnx;
        _judge = judge;
        _featuriser = Featurisers.Create(info.Descriptor);
        _clusterSpec = _featuriser.ClusterSpec.WithMargin(DomainOfTraining.Margin);
        _absorberNumber = ChemicalElement.AtomicNumber(info.Absorber);
        onnx.CheckShapes(_featuriser.NewBatch(1).Tensors, info.Energies.Length);
    }

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    /// <inheritdoc/>
    public bool HasUncertainty => _onnx.HasSpread;

    /// <inheritdoc/>
    public Spectrum Predict(StructureView structure, int absorber, CancellationToken cancellation = default)
    {
        // A workspace that a fault left half filled is not put back.
        var workspace = _idleSingles.TryTake(out var idle) ? idle : new Workspace(_featuriser.NewBatch(1));
        workspace.Features.Clear();
        var verdict = AddRow(workspace, structure, absorber);
        var intensities = new float[Info.Energies.Length];
        var spread = HasUncertainty ? new float[intensities.Length] : [];
        _onnx.Run(workspace.Features.Tensors, 1, intensities, spread, cancellation);
        _idleSingles.Add(workspace);
        return new Spectrum(Info.Energies, intensities, Info.EdgeEnergy, absorber, verdict, spread);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Spectrum> PredictMany(
        IReadOnlyList<AbsorberSite> sites, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var spectra = new Spectrum[sites.Count];
        var list = new SiteList(sites);
        var points = Info.Energies.Length;
        var options = new BatchOptions { Progress = progress, Cancellation = cancellation };
        SiteBatches.Run(sites.Count, _featuriser.BatchSize, options, (first, count, faults) =>
        {
            var values = count * points;
            var results = new SpectrumArrays(new float[values], HasUncertainty ? new float[values] : default, new DomainVerdict[count]);
            PredictBatch(list, first, count, results, faults, cancellation);
            for (var row = 0; row < count; row++)
            {
                var result = results.Slice(row, 1, points);
                spectra[first + row] = new Spectrum(
                    Info.Energies, result.Intensities, Info.EdgeEnergy, list.Absorber(first + row), result.Domains.Span[0], result.Uncertainties);
            }
        });
        return spectra;
    }

    /// <inheritdoc/>
    public IReadOnlyList<InvalidInputException> PredictMany(ISiteList sites, SpectrumArrays destination, BatchOptions? options = null)
    {
        var points = Info.Energies.Length;
        destination.Check(sites.Count, points);
        if (!HasUncertainty && !destination.Uncertainties.IsEmpty)
        {
            throw new InvalidInputException($"model {Info.Id} gives no uncertainties; ask for the intensities alone");
        }

        options ??= BatchOptions.Default;
        return SiteBatches.Run(sites.Count, _featuriser.BatchSize, options, (first, count, faults) =>
            PredictBatch(sites, first, count, destination.Slice(first, count, points), faults, options.Cancellation));
    }

    /// <summary>Closes the model: calls that are under way end, new ones are refused.</summary>
    public void Dispose() => _onnx.Dispose();

    private void PredictBatch(
        ISiteList sites, int first, int count, SpectrumArrays destination, SiteFaults faults, CancellationToken cancellation)
    {
        var workspace = _idleBatches.TryTake(out var idle) ? idle : new Workspace(_featuriser.NewBatch(_featuriser.BatchSize));
        workspace.Features.Clear();
        var soundRows = new List<int>(count);
        var done = 0;
        for (var row = 0; row < count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            DomainVerdict verdict;
            try
            {
                verdict = AddRow(workspace, sites.Structure(first + row), sites.Absorber(first + row));
                soundRows.Add(row);
            }
            catch (InvalidInputException fault)
            {
                verdict = new DomainVerdict(false, double.NaN, fault.Message);
                faults.Add(first + row, fault);
            }

            if (!destination.Domains.IsEmpty)
            {
                destination.Domains.Span[row] = verdict;
            }

            if (workspace.Features.IsFull || row == count - 1)
            {
                done += RunAdded(workspace, destination, done, cancellation);
            }
        }

        _idleBatches.Add(workspace);
        PutInPlace(soundRows, count, destination.Intensities.Span);
        PutInPlace(soundRows, count, destination.Uncertainties.Span);
    }

    /// <summary>Runs the model on the rows of a workspace, which is emptied, and puts the results behind those of the rows before.</summary>
    /// <returns>The number of rows.</returns>
    private int RunAdded(Workspace workspace, SpectrumArrays destination, int before, CancellationToken cancellation)
    {
        var rows = workspace.Features.Rows;
        if (rows == 0)
        {
            return 0;
        }

        var (start, values) = (before * Info.Energies.Length, rows * Info.Energies.Length);
        var uncertainties = !HasUncertainty ? default
            : destination.Uncertainties.IsEmpty ? new float[values]
            : destination.Uncertainties.Slice(start, values);
        Run(workspace, destination.Intensities.Slice(start, values), uncertainties, cancellation);
        workspace.Features.Clear();
        return rows;
    }

    /// <summary>Runs the model on all rows of a batch; the results stand in the rows' order.</summary>
    private void Run(Workspace workspace, Memory<float> spectra, Memory<float> spread, CancellationToken cancellation)
    {
        if (workspace.Features.Groups is not { } groups)
        {
            _onnx.Run(workspace.Features.Tensors, workspace.Features.Rows, spectra, spread, cancellation);
            return;
        }

        var points = Info.Energies.Length;
        workspace.MakeRoom(spectra.Length);
        foreach (var (rows, tensors) in groups)
        {
            var values = rows.Length * points;
            var groupSpectra = workspace.Spectra.AsMemory(0, values);
            var groupSpread = HasUncertainty ? workspace.Spread.AsMemory(0, values) : default;
            _onnx.Run(tensors, rows.Length, groupSpectra, groupSpread, cancellation);
            Scatter(groupSpectra.Span, rows.Span, spectra.Span, points);
            Scatter(groupSpread.Span, rows.Span, spread.Span, points);
        }
    }

    /// <summary>Copies the rows of a group to their places.</summary>
    private static void Scatter(ReadOnlySpan<float> values, ReadOnlySpan<int> places, Span<float> destination, int length)
    {
        for (var row = 0; row < (values.IsEmpty ? 0 : places.Length); row++)
        {
            values.Slice(row * length, length).CopyTo(destination[(places[row] * length)..]);
        }
    }

    /// <summary>Moves rows that stand together at the front to their places among all rows; NaN fills the others.</summary>
    private static void PutInPlace(List<int> places, int rows, Span<float> values)
    {
        if (places.Count == rows || values.IsEmpty)
        {
            return;
        }

        var length = values.Length / rows;
        var next = places.Count - 1;
        for (var row = rows - 1; row >= 0; row--)
        {
            var destination = values.Slice(row * length, length);
            if (next >= 0 && places[next] == row)
            {
                values.Slice(next * length, length).CopyTo(destination);
                next--;
            }
            else
            {
                destination.Fill(float.NaN);
            }
        }
    }

    private DomainVerdict AddRow(Workspace workspace, StructureView structure, int absorber)
    {
        if ((uint)absorber < (uint)structure.Count && structure.AtomicNumbers[absorber] != _absorberNumber)
        {
            throw new InvalidInputException(
                $"{structure.NameAtom(absorber)} cannot be the absorber: model {Info.Id} is for {Info.Absorber}; choose an {Info.Absorber} atom or another model");
        }

        ClusterBuilder.Build(structure, absorber, _clusterSpec, workspace.Cluster);
        var verdict = _judge(workspace.Cluster);
        workspace.Features.Add(workspace.Cluster, structure);
        return verdict;
    }

    private sealed record Workspace(FeatureBatch Features)
    {
        public Cluster Cluster { get; } = new();

        public float[] Spectra { get; private set; } = [];

        public float[] Spread { get; private set; } = [];

        public void MakeRoom(int values)
        {
            if (Spectra.Length < values)
            {
                Spectra = new float[values];
                Spread = new float[values];
            }
        }
    }
}
