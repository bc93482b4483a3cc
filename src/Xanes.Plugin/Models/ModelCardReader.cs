using Xanes.Interop;
using Xanes.Plugin.Convolution;
using Xanes.Plugin.Domain;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Models;

/// <summary>Reads a model's card.</summary>
public static class ModelCardReader
{
    private const int MostEnergies = 5_000;
    private const int MostCutOffs = 100;

    /// <summary>Reads the card of a model's folder.</summary>
    /// <exception cref="InvalidInputException">The card is missing, damaged or lacks a key.</exception>
    public static ModelCard ReadFolder(string folder) => Read(YamlMap.ReadFile(Path.Combine(folder, ModelCard.FileName)));

    /// <summary>Reads a card from YAML.</summary>
    /// <exception cref="InvalidInputException">A key is missing or not valid.</exception>
    public static ModelCard Read(YamlMap map) => Read(map, domainOf: null);

    /// <summary>Reads the card of a model's folder whose domain is of no use, and gives it another.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="domainOf">Makes the domain of the model's facts, its data sets and the rule by which they are split.</param>
    /// <exception cref="InvalidInputException">The card is missing, damaged or lacks a key.</exception>
    internal static ModelCard ReadFolder(string folder, Func<ModelInfo, IReadOnlyList<TrainingSource>, string, DomainOfTraining> domainOf) =>
        Read(YamlMap.ReadFile(Path.Combine(folder, ModelCard.FileName)), domainOf);

    private static ModelCard Read(YamlMap map, Func<ModelInfo, IReadOnlyList<TrainingSource>, string, DomainOfTraining>? domainOf)
    {
        var learner = map.Map("learner");
        var data = map.Map("training_data");
        var onnx = map.Map("onnx");
        var sources = data.Maps("sets").Select(ReadSource).ToArray();
        var narrow = map.Has("narrow") ? ReadNarrow(map.Map("narrow")) : null;
        var info = ReadInfo(map) with
        {
            Broadening = narrow is null ? null : BroadeningYaml.Read(map.Map("broadening")),
            NarrowestCoreHoleWidth = narrow?.Width,
            EdgeStep = map.Has("edge_step") ? map.Number("edge_step") : null,
            EnergyCalibration = map.Has("energy_calibration") ? map.Number("energy_calibration") : null,
            Calibration = map.Has("calibration") ? map.Text("calibration") : null,
        };
        var card = new ModelCard
        {
            Info = info,
            EpsiiReference = map.Number("epsii_reference"),
            Narrow = narrow,
            Uncertainty = map.Has("uncertainty") ? ReadUncertainty(map.Map("uncertainty")) : null,
            Family = learner.Text("family"),
            FittedTo = learner.Text("fitted_to"),
            Seed = learner.Integer("seed"),
            Split = data.Text("split"),
            Sources = sources,
            Versions = ReadTexts(map.Map("versions")),
            OnnxSha256 = onnx.Text("sha256"),
            WeightsSha256 = map.Has("weights") ? map.Map("weights").Text("sha256") : null,
            LargestDifference = onnx.Number("largest_difference_from_learner"),
            Metrics = [.. map.Maps("metrics").Select(ReadFamily)],
            NarrowMetrics = map.Has("at_narrow_width") ? [.. map.Maps("at_narrow_width").Select(ReadSetMetrics)] : [],
            Failures = map.Has("failed") ? [.. map.Maps("failed").Select(row => new FamilyFailure(row.Text("family"), row.Text("reason")))] : [],
            DomainMetrics = [.. map.Maps("domain_on_test").Select(ReadDomainMetrics)],
            Domain = domainOf is null
                ? DomainYaml.Read(map.Map("domain"), info.Absorber, info.Elements, ClusterSpec.From(info.Descriptor).MaximumRadius)
                : domainOf(info, sources, data.Text("split")),
        };
        return card.Metrics.Any(metrics => metrics.Family == card.Family)
            ? card
            : throw new InvalidInputException($"{map.Source}: 'metrics' has none of the family '{card.Family}'");
    }

    private static ModelInfo ReadInfo(YamlMap map)
    {
        var absorber = map.Text("absorber");
        if (!ChemicalElement.TryGetAtomicNumber(absorber, out _))
        {
            throw new InvalidInputException($"{map.Source}: 'absorber' must be an element symbol; '{absorber}' is none");
        }

        var descriptor = DescriptorSpec.FromYaml(map.Map("descriptor"));
        var elements = ClusterSpec.From(descriptor).Elements.Select(ChemicalElement.Symbol).ToArray();
        return map.Texts("elements").SequenceEqual(elements)
            ? new ModelInfo(
                map.Text("id"),
                map.Text("description"),
                absorber,
                map.Text("edge"),
                map.Number("edge_energy"),
                elements,
                EnergyAxisYaml.Read(map),
                map.Text("normalisation"),
                descriptor)
            : throw new InvalidInputException(
                $"{map.Source}: 'elements' must be the descriptor's by atomic number: [{string.Join(", ", elements)}]");
    }

    private static TrainingSource ReadSource(YamlMap map) => new(
        map.Text("name"), map.Text("path"), map.Text("sha256"), map.Integer("training"), map.Integer("validation"), map.Integer("test"));

    private static FamilyMetrics ReadFamily(YamlMap map) => new(
        map.Text("family"),
        ReadTexts(map.Map("hyper_parameters")),
        map.Number("validation_mse"),
        [.. map.Maps("test").Select(ReadSetMetrics)]);

    private static SetMetrics ReadSetMetrics(YamlMap set) => new(
        set.Text("set"), set.Integer("count"), set.Number("mse"), set.Number("median"), set.Number("mean_predictor"), set.Number("r2"));

    private static NarrowAxis ReadNarrow(YamlMap map)
    {
        var axis = new NarrowAxis(
            map.Number("width"),
            map.Number("start"),
            map.Number("step"),
            map.Integer("count"),
            map.Number("lowest_cut_off"),
            map.Number("highest_cut_off"));
        return axis is { Width: > 0.0 and < 100.0, Step: > 0.0, Count: >= 4 and <= MostEnergies }
            && double.IsFinite(axis.Start + (axis.Step * axis.Count))
            && axis.LowestCutOff <= axis.HighestCutOff && axis.HighestCutOff - axis.LowestCutOff < MostCutOffs
                ? axis
                : throw new InvalidInputException(
                    $"{map.Source}: must give a positive 'width' and 'step', a 'count' of 4 to {MostEnergies}, and cut-offs that ascend by less than {MostCutOffs} eV");
    }

    private static UncertaintyFacts ReadUncertainty(YamlMap map) => new(
        map.Number("factor"), map.Number("floor"), map.Integer("spectra"), map.Text("sha256"));

    private static DomainMetrics ReadDomainMetrics(YamlMap map) => new(
        map.Text("set"),
        map.Integer("inside"),
        map.Has("mse_inside") ? map.Number("mse_inside") : null,
        map.Integer("outside"),
        map.Has("mse_outside") ? map.Number("mse_outside") : null);

    private static List<KeyValuePair<string, string>> ReadTexts(YamlMap map) =>
        [.. map.Keys.Select(key => KeyValuePair.Create(key, map.Text(key)))];
}
