using System.Collections.Concurrent;
using Xanes.Interop;
using Xanes.Plugin.Convolution;
using Xanes.Plugin.Descriptors;
using Xanes.Plugin.Domain;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Models;

/// <summary>
/// A trained model: cuts the cluster, makes its features, runs the ONNX model, broadens what it gives, and judges the domain.
/// </summary>
public sealed class SpectrumModel : ISpectrumModel, IDisposable
{
    /// <summary>The broadenings that are kept, about 1.5 MB each.</summary>
    private const int MostBroadenings = 32;

    private readonly OnnxModel _onnx;
    private readonly IFeaturiser _featuriser;
    private readonly ClusterSpec _clusterSpec;
    private readonly int[] _takenAs;
    private readonly Func<Cluster, DomainVerdict> _judge;
    private readonly int _absorberNumber;
    private readonly NarrowAxis? _axis;
    private readonly SpectrumUncertainty? _uncertainty;
    private readonly ConcurrentDictionary<Broadening, Lazy<SpectrumModel>> _broadened;
    private readonly Lazy<SpectrumReadout> _readout;
    private readonly ConcurrentBag<Workspace> _idleSingles;
    private readonly ConcurrentBag<Workspace> _idleBatches;

    /// <summary>Joins the parts of a model and checks that they fit each other.</summary>
    /// <param name="info">What the card says.</param>
    /// <param name="onnx">The ONNX session, which the model takes over.</param>
    /// <param name="judge">
    /// Tells whether a cluster resembles the training data, before it costs more; throws <see cref="InvalidInputException"/> where it is
    /// too large for the model.
    /// </param>
    /// <param name="axis">The narrow spectra that the ONNX model gives; null where it gives finished ones.</param>
    /// <param name="uncertainty">How its standard deviation comes about; null for none.</param>
    /// <exception cref="InvalidInputException">The card's descriptor or energies do not fit the ONNX file.</exception>
    public SpectrumModel(
        ModelInfo info, OnnxModel onnx, Func<Cluster, DomainVerdict> judge, NarrowAxis? axis = null, SpectrumUncertainty? uncertainty = null)
    {
        Info = info;
        _onnx = onnx;
        _judge = judge;
        _axis = axis;
        _uncertainty = uncertainty;
        _featuriser = Featurisers.Create(info.Descriptor);
        _takenAs = NeighbourChanges.None.For(info);
        _clusterSpec = _featuriser.ClusterSpec.WithMargin(DomainOfTraining.Margin).ForModel(info.Id, _takenAs);
        _absorberNumber = ChemicalElement.AtomicNumber(info.Absorber);
        (_idleSingles, _idleBatches, _broadened) = ([], [], []);
        _readout = new Lazy<SpectrumReadout>(Readout);
        onnx.CheckShapes(_featuriser.NewBatch(1).Tensors, ValuesOfMember);
    }

    private SpectrumModel(SpectrumModel origin, Broadening broadening)
    {
        Info = origin.Info with { Broadening = broadening };
        (_onnx, _judge, _featuriser, _absorberNumber) = (origin._onnx, origin._judge, origin._featuriser, origin._absorberNumber);
        (_axis, _uncertainty, _clusterSpec) = (origin._axis, origin._uncertainty, origin._clusterSpec);
        (_takenAs, Neighbours) = (origin._takenAs, origin.Neighbours);
        (_idleSingles, _idleBatches, _broadened) = (origin._idleSingles, origin._idleBatches, origin._broadened);
        var readout = Readout();
        _readout = new Lazy<SpectrumReadout>(readout);
    }

    private SpectrumModel(SpectrumModel origin, NeighbourChanges changes)
    {
        (Info, Neighbours, _takenAs) = (origin.Info, changes, changes.For(origin.Info));
        (_onnx, _judge, _featuriser, _absorberNumber) = (origin._onnx, origin._judge, origin._featuriser, origin._absorberNumber);
        (_axis, _uncertainty, _readout) = (origin._axis, origin._uncertainty, origin._readout);
        _clusterSpec = origin._clusterSpec.ForModel(Info.Id, _takenAs);
        (_idleSingles, _idleBatches, _broadened) = (origin._idleSingles, origin._idleBatches, []);
    }

    private SpectrumModel(SpectrumModel origin, NarrowAxis axis)
    {
        Info = origin.Info with { Energies = (double[])[.. axis.Energies(), axis.Start + (axis.Count * axis.Step)], Broadening = null };
        (_onnx, _judge, _featuriser, _absorberNumber) = (origin._onnx, origin._judge, origin._featuriser, origin._absorberNumber);
        (_clusterSpec, _takenAs, Neighbours) = (origin._clusterSpec, origin._takenAs, origin.Neighbours);
        (_idleSingles, _idleBatches, _broadened) = ([], [], []);
        var readout = Readout();
        _readout = new Lazy<SpectrumReadout>(readout);
    }

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    /// <inheritdoc/>
    public NeighbourChanges Neighbours { get; } = NeighbourChanges.None;

    /// <summary>The narrow spectra that it predicts before they are broadened; null where it predicts finished ones.</summary>
    internal NarrowAxis? Axis => _axis;

    /// <summary>The covariance of its errors on held-out spectra; null where it is not known.</summary>
    internal ResidualCovariance? Residuals => _uncertainty?.Residuals;

    /// <inheritdoc/>
    public bool HasUncertainty => _uncertainty is not null;

    /// <summary>The values that each member gives for a structure: energies, and the cut-off where spectra are broadened.</summary>
    private int ValuesOfMember => _axis is null ? Info.Energies.Length : _axis.Count + 1;

    /// <inheritdoc/>
    public ISpectrumModel WithBroadening(Broadening broadening)
    {
        if (_axis is null)
        {
            throw new InvalidInputException(
                $"model {Info.Id} learned finished spectra, whose broadening is fixed; train one on data sets that hold raw.npy ('xanes dataset export')");
        }

        if (broadening == Info.Broadening)
        {
            return this;
        }

        if (_broadened.Count >= MostBroadenings)
        {
            _broadened.Clear();
        }

        var made = _broadened.GetOrAdd(broadening, wanted => new Lazy<SpectrumModel>(() => new SpectrumModel(this, wanted)));
        try
        {
            return made.Value;
        }
        catch
        {
            _broadened.TryRemove(KeyValuePair.Create(broadening, made));
            throw;
        }
    }

    /// <inheritdoc/>
    public ISpectrumModel WithNeighbours(NeighbourChanges changes) => changes.IsEmpty && Neighbours.IsEmpty ? this : new SpectrumModel(this, changes);

    /// <summary>The same model before its spectra are broadened: it gives the narrow spectrum, and its cut-off as one more value behind it.</summary>
    /// <exception cref="InvalidOperationException">It predicts finished spectra.</exception>
    internal SpectrumModel NarrowAnswers() => new(this, _axis ?? throw new InvalidOperationException($"Model {Info.Id} predicts finished spectra."));

    /// <inheritdoc/>
    public Spectrum Predict(StructureView structure, int absorber, CancellationToken cancellation = default)
    {
        // A workspace that a fault left half filled is not put back.
        var workspace = _idleSingles.TryTake(out var idle) ? idle : new Workspace(_featuriser.NewBatch(1));
        workspace.Features.Clear();
        var verdict = AddRow(workspace, structure, absorber).With(TallyOf(structure));
        var intensities = new float[Info.Energies.Length];
        var spread = HasUncertainty ? new float[intensities.Length] : [];
        var answers = workspace.Answers(_onnx.Members * ValuesOfMember);
        _onnx.Run(workspace.Features.Tensors, 1, answers, cancellation);
        _readout.Value.Read(answers.Span, 1, 0, workspace.Scratch(ScratchLength), intensities, spread);
        _idleSingles.Add(workspace);
        return NewSpectrum(intensities, spread, absorber, verdict);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Spectrum> PredictMany(
        IReadOnlyList<AbsorberSite> sites, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var spectra = new Spectrum[sites.Count];
        var list = new SiteList(sites);
        var points = Info.Energies.Length;
        var options = new BatchOptions { Progress = progress, Cancellation = cancellation };
        var boxes = new SharedBoxes(list, _clusterSpec);
        SiteBatches.Run(sites.Count, _featuriser.BatchSize, options, (first, count, faults) =>
        {
            var values = count * points;
            var results = new SpectrumArrays(new float[values], HasUncertainty ? new float[values] : default, new DomainVerdict[count]);
            PredictBatch(list, boxes, first, count, results, faults, cancellation);
            for (var row = 0; row < count; row++)
            {
                var result = results.Slice(row, 1, points);
                spectra[first + row] = NewSpectrum(
                    result.Intensities, result.Uncertainties, list.Absorber(first + row), result.Domains.Span[0]);
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
        var boxes = new SharedBoxes(sites, _clusterSpec);
        return SiteBatches.Run(sites.Count, _featuriser.BatchSize, options, (first, count, faults) =>
            PredictBatch(sites, boxes, first, count, destination.Slice(first, count, points), faults, options.Cancellation));
    }

    /// <summary>Closes the model: calls that are under way end, new ones are refused.</summary>
    public void Dispose() => _onnx.Dispose();

    private void PredictBatch(
        ISiteList sites,
        SharedBoxes sharedBoxes,
        int first,
        int count,
        SpectrumArrays destination,
        SiteFaults faults,
        CancellationToken cancellation)
    {
        var workspace = _idleBatches.TryTake(out var idle) ? idle : new Workspace(_featuriser.NewBatch(_featuriser.BatchSize));
        workspace.Features.Clear();
        var soundRows = new List<int>(count);
        var done = 0;
        SiteBoxes? boxes = null;
        ReadOnlySpan<int> counted = default;
        var tally = NeighbourTally.None;
        for (var row = 0; row < count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            DomainVerdict verdict;
            try
            {
                var structure = sites.Structure(first + row);
                boxes = sharedBoxes.For(first + row, structure, boxes);
                if (structure.AtomicNumbers != counted)
                {
                    counted = structure.AtomicNumbers;
                    tally = TallyOf(structure);
                }

                verdict = AddRow(workspace, structure, sites.Absorber(first + row), boxes?.Boxes).With(tally);
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
        if (rows > 0)
        {
            Run(workspace, destination.Slice(before, rows, Info.Energies.Length), cancellation);
            workspace.Features.Clear();
        }

        return rows;
    }

    /// <summary>Runs the model on all rows of a batch; the results stand in the rows' order.</summary>
    private void Run(Workspace workspace, SpectrumArrays destination, CancellationToken cancellation)
    {
        if (workspace.Features.Groups is not { } groups)
        {
            Run(workspace, workspace.Features.Tensors, workspace.Features.Rows, default, destination, cancellation);
            return;
        }

        foreach (var (rows, tensors) in groups)
        {
            Run(workspace, tensors, rows.Length, rows.Span, destination, cancellation);
        }
    }

    /// <summary>Runs the model on some rows of a batch and puts each result to its place; no places mean the same order.</summary>
    private void Run(
        Workspace workspace,
        IReadOnlyList<FeatureTensor> tensors,
        int rows,
        ReadOnlySpan<int> places,
        SpectrumArrays destination,
        CancellationToken cancellation)
    {
        var answers = workspace.Answers(_onnx.Members * rows * ValuesOfMember);
        _onnx.Run(tensors, rows, answers, cancellation);
        var points = Info.Energies.Length;
        var scratch = workspace.Scratch(ScratchLength);
        for (var row = 0; row < rows; row++)
        {
            var place = places.IsEmpty ? row : places[row];
            var result = destination.Slice(place, 1, points);
            _readout.Value.Read(answers.Span, rows, row, scratch, result.Intensities.Span, result.Uncertainties.Span);
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

    private DomainVerdict AddRow(Workspace workspace, StructureView structure, int absorber, AtomBoxes? boxes = null)
    {
        if ((uint)absorber < (uint)structure.Count && structure.AtomicNumbers[absorber] != _absorberNumber)
        {
            throw new InvalidInputException(
                $"{structure.NameAtom(absorber)} cannot be the absorber: model {Info.Id} is for {Info.Absorber}; choose an {Info.Absorber} atom or another model");
        }

        ClusterBuilder.Build(structure, absorber, _clusterSpec, workspace.Cluster, boxes);
        var verdict = _judge(workspace.Cluster);
        workspace.Features.Add(workspace.Cluster, structure);
        return verdict;
    }

    private NeighbourTally TallyOf(StructureView structure) =>
        Neighbours.IsEmpty ? NeighbourTally.None : NeighbourTally.Count(structure.AtomicNumbers, _takenAs);

    private int ScratchLength => SpectrumReadout.ScratchLength(_onnx.Members, ValuesOfMember, Info.Energies.Length);

    private SpectrumReadout Readout() => new(
        _onnx.Members,
        _axis is null ? null : new SpectrumConvolution(_axis, Info.Energies.Span, Info.Broadening!),
        _uncertainty);

    private Spectrum NewSpectrum(ReadOnlyMemory<float> intensities, ReadOnlyMemory<float> spread, int absorber, DomainVerdict verdict) =>
        new(Info.Energies, intensities, Info.EdgeEnergy, absorber, verdict, spread, Info.EnergyCalibration ?? 0.0);

    private sealed record Workspace(FeatureBatch Features)
    {
        private float[] _answers = [];
        private float[] _scratch = [];

        public Cluster Cluster { get; } = new();

        public Memory<float> Answers(int values)
        {
            if (_answers.Length < values)
            {
                _answers = new float[values];
            }

            return _answers.AsMemory(0, values);
        }

        public Span<float> Scratch(int values)
        {
            if (_scratch.Length < values)
            {
                _scratch = new float[values];
            }

            return _scratch.AsSpan(0, values);
        }
    }
}
