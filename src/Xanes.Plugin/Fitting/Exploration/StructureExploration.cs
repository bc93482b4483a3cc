using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Fitting.Likelihood;
using Xanes.Plugin.Fitting.Structures;

namespace Xanes.Plugin.Fitting.Exploration;

/// <summary>A structure whose parameters are moved by hand, predicted and compared as a fit does it.</summary>
public sealed class StructureExploration : IStructureExploration
{
    private readonly ISpectrumModel _model;
    private readonly FitStart _start;
    private readonly FitTarget? _target;
    private readonly FitOptions _options;
    private readonly StructureModel _structures;
    private readonly NuisanceParameters _nuisances;
    private readonly PredictedSpectra _predictions;
    private readonly LinearNuisances? _linear;
    private readonly TargetWindow _window;
    private readonly Lock _lock = new();

    private StructureExploration(ISpectrumModel model, FitStart start, FitTarget? target, FitOptions options, CancellationToken cancellation)
    {
        _model = model;
        _start = start;
        _target = target;
        _options = options;
        if (target is null)
        {
            _structures = StructureModel.Create([start], model, options.Seed);
            var source = FitProblem.Source(model, options);
            _nuisances = new NuisanceParameters(_structures, options, model.Info, source.OwnCoreHoleWidth);
            _window = OwnEnergies(model.Info);
            _predictions = new PredictedSpectra(_structures, model, source, _nuisances, _window, FitPosterior.Threads(options));
        }
        else
        {
            var problem = FitProblem.Create(model, target, [start], options, cancellation);
            (_structures, _nuisances, _window, _predictions, _linear) =
                (problem.Structures, problem.Parameters, problem.Window, problem.Predictions, problem.Linear);
        }

        Parameters = ExploredBounds.Of(_nuisances, start.Variations, model.Info.Broadening);
    }

    /// <inheritdoc/>
    public ModelInfo Model => _model.Info;

    /// <inheritdoc/>
    public IReadOnlyList<ExploredParameter> Parameters { get; }

    /// <inheritdoc/>
    public ReadOnlyMemory<double> PhotonEnergies => _window.PhotonEnergies;

    /// <inheritdoc/>
    public ReadOnlyMemory<double> Measured => _target is null ? default : _window.Measured;

    /// <summary>Prepares an exploration.</summary>
    /// <param name="model">Predicts the spectra.</param>
    /// <param name="start">The structure and the measured spectrum.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    /// <exception cref="InvalidInputException">A variation names atoms that are not there, or an option or the spectrum is at fault.</exception>
    public static StructureExploration Open(ISpectrumModel model, ExplorationStart start, CancellationToken cancellation = default)
    {
        var absorber = start.Start.Absorber ?? AbsorberSelection.Parse(model.Info.Absorber);
        var absorbers = absorber.Resolve(start.Start.Structure);
        var named = start.Start with
        {
            Absorber = absorber,
            Variations = start.Start.Variations.Count > 0 ? start.Start.Variations : UsualVariations.Of(start.Start.Structure, absorbers),
        };
        return new StructureExploration(
            model, named, start.Target, ExploredBounds.WithWidths(start.Options ?? new FitOptions(), model.Info), cancellation);
    }

    /// <inheritdoc/>
    public ExploredState Evaluate(ReadOnlySpan<double> values, CancellationToken cancellation = default)
    {
        var point = Point(values);
        var predicted = new double[_window.Energies.Length];
        lock (_lock)
        {
            _predictions.Predict([point], predicted, new double[1], cancellation);
        }

        var structures = _structures.Found(point, _model);
        if (!predicted.All(double.IsFinite))
        {
            throw new InvalidInputException("the spectrum of this structure cannot be predicted; move the parameters back");
        }

        return new ExploredState(
            predicted,
            _linear?.Fitted(predicted, 1.0, default, out _),
            structures,
            Surroundings(point),
            [.. _structures.Derived.Select(quantity => (quantity.Name, quantity.Unit, quantity.Of(point)))]);
    }

    /// <inheritdoc/>
    public FitResult Fit(
        ReadOnlySpan<double> values, bool varyWidths = false, IProgress<FitProgress>? progress = null, CancellationToken cancellation = default)
    {
        var target = _target ?? throw new InvalidInputException("there is no measured spectrum to fit to; open one first");
        var point = Point(values);
        if (varyWidths || _model.Info is not { NarrowestCoreHoleWidth: not null, Broadening: { } broadening })
        {
            return StructureFit.Run(_model, target, [_start], _options, progress, cancellation);
        }

        var resolution = _nuisances.ResolutionWidth(point);
        var standing = _model.WithBroadening(broadening with
        {
            CoreHoleWidth = _nuisances.CoreHoleWidth(point),
            Resolution = resolution < Broadening.SmallestResolution ? 0.0 : resolution,
        });
        return StructureFit.Run(standing, target, [_start], _options with { CoreHoleWidth = null, Resolution = null }, progress, cancellation);
    }

    /// <summary>The values as those of a fit, whose error scale is 1.</summary>
    private double[] Point(ReadOnlySpan<double> values)
    {
        if (values.Length != Parameters.Count)
        {
            throw new InvalidInputException($"{values.Length} values were given for {Parameters.Count} parameters");
        }

        var point = new double[_nuisances.All.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = Parameters[i];
            point[i] = values[i] >= parameter.Lower && values[i] <= parameter.Upper ? values[i] : throw new InvalidInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"{parameter.Name} is {values[i]}, outside of its bounds {parameter.Lower} to {parameter.Upper}"));
        }

        return point;
    }

    private AtomicStructure Surroundings(double[] point)
    {
        var draft = new StructureDraft();
        _ = _structures.Slots[0].Fill(point, 0, draft);
        var reach = _model.Info.Descriptor.Number("r_max", 5.0);
        var beyond = new List<int>();
        for (var atom = 1; atom < draft.Count; atom++)
        {
            if ((draft.Position(atom) - draft.Position(0)).Length > reach)
            {
                beyond.Add(atom);
            }
        }

        draft.Remove([.. beyond]);
        return new AtomicStructure(draft.View);
    }

    private static TargetWindow OwnEnergies(ModelInfo model)
    {
        var energies = model.Energies.ToArray();
        return new TargetWindow([.. energies.Select(model.PhotonEnergy)], energies, [], []);
    }
}
