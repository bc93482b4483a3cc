using YamlDotNet.RepresentationModel;

namespace Xanes.Plugin.Models;

/// <summary>Writes a model's card.</summary>
public static class ModelCardWriter
{
    private const string Header =
        """
        # The card of a spectrum model: what it takes and gives, what it was made from and how good it is.
        # Energies in eV, distances in Å. Photon energy = edge_energy + energy + energy_calibration (up to a constant where there is none).
        # Errors are mean square errors of spectra in edge steps, at the broadening given, beside those of answering the test spectra's own mean.

        """;

    /// <summary>The card as YAML text, which <see cref="ModelCardReader"/> reads back.</summary>
    public static string Write(ModelCard card) => Header.ReplaceLineEndings("\n") + "\n" + YamlNodes.Write(ToYaml(card));

    private static YamlMappingNode ToYaml(ModelCard card) => YamlNodes.Map([.. Facts(card)]);

    private static IEnumerable<(string Key, YamlNode Value)> Facts(ModelCard card)
    {
        (string, YamlNode)[] head =
        [
            ("id", YamlNodes.Text(card.Info.Id)),
            ("description", YamlNodes.Text(card.Info.Description)),
            ("absorber", YamlNodes.Text(card.Info.Absorber)),
            ("edge", YamlNodes.Text(card.Info.Edge)),
            ("edge_energy", YamlNodes.Number(card.Info.EdgeEnergy)),
            ("epsii_reference", YamlNodes.Number(card.EpsiiReference)),
            ("elements", YamlNodes.FlowList(card.Info.Elements.Select(YamlNodes.Text))),
            ("energies", EnergyAxisYaml.Write(card.Info.Energies.Span)),
            ("normalisation", YamlNodes.Text(card.Info.Normalisation)),
            .. Physics(card),
            ("descriptor", YamlNodes.Parse(card.Info.Descriptor.ToYaml())),
            ("learner", YamlNodes.Map(
                ("family", YamlNodes.Text(card.Family)),
                ("fitted_to", YamlNodes.Text(card.FittedTo)),
                ("seed", YamlNodes.Number(card.Seed)))),
            ("training_data", YamlNodes.Map(
                ("split", YamlNodes.Text(card.Split)),
                ("sets", YamlNodes.List(card.Sources.Select(ToYaml))))),
            ("versions", YamlNodes.Texts(card.Versions)),
            ("onnx", YamlNodes.Map(
                ("sha256", YamlNodes.Text(card.OnnxSha256)),
                ("largest_difference_from_learner", YamlNodes.Number(card.LargestDifference)))),
            .. card.WeightsSha256 is { } weights ? [("weights", YamlNodes.Map(("sha256", YamlNodes.Text(weights))))] : Array.Empty<(string, YamlNode)>(),
            ("metrics", YamlNodes.List(card.Metrics.Select(ToYaml))),
        ];
        (string, YamlNode)[] narrow = card.NarrowMetrics.Count == 0 ? [] : [("at_narrow_width", YamlNodes.List(card.NarrowMetrics.Select(ToYaml)))];
        (string, YamlNode)[] failed = card.Failures.Count == 0 ? [] : [("failed", YamlNodes.List(card.Failures.Select(ToYaml)))];
        return
        [
            .. head,
            .. narrow,
            .. failed,
            ("domain_on_test", YamlNodes.List(card.DomainMetrics.Select(ToYaml))),
            ("domain", DomainYaml.Write(card.Domain)),
        ];
    }

    private static YamlMappingNode ToYaml(FamilyFailure failure) => YamlNodes.Map(
        ("family", YamlNodes.Text(failure.Family)),
        ("reason", YamlNodes.Text(failure.Reason)));

    private static YamlMappingNode ToYaml(TrainingSource source) => YamlNodes.Map(
        ("name", YamlNodes.Text(source.Name)),
        ("path", YamlNodes.Text(source.Path)),
        ("sha256", YamlNodes.Text(source.Sha256)),
        ("training", YamlNodes.Number(source.Training)),
        ("validation", YamlNodes.Number(source.Validation)),
        ("test", YamlNodes.Number(source.Test)));

    private static YamlMappingNode ToYaml(FamilyMetrics metrics) => YamlNodes.Map(
        ("family", YamlNodes.Text(metrics.Family)),
        ("hyper_parameters", YamlNodes.Texts(metrics.HyperParameters)),
        ("validation_mse", YamlNodes.Number(metrics.ValidationMse)),
        ("test", YamlNodes.List(metrics.Test.Select(ToYaml))));

    private static YamlMappingNode ToYaml(SetMetrics set) => YamlNodes.FlowMap(
        ("set", YamlNodes.Text(set.Set)),
        ("count", YamlNodes.Number(set.Count)),
        ("mse", YamlNodes.Number(set.Mse)),
        ("median", YamlNodes.Number(set.Median)),
        ("mean_predictor", YamlNodes.Number(set.MeanPredictor)),
        ("r2", YamlNodes.Number(set.R2)));

    private static IEnumerable<(string Key, YamlNode Value)> Physics(ModelCard card)
    {
        if (card.Info.EdgeStep is { } edgeStep)
        {
            yield return ("edge_step", YamlNodes.Number(edgeStep));
        }

        if (card.Info.EnergyCalibration is { } calibration)
        {
            yield return ("energy_calibration", YamlNodes.Number(calibration));
        }

        if (card.Info.Calibration is { } words)
        {
            yield return ("calibration", YamlNodes.Text(words));
        }

        if (card.Info.Broadening is { } broadening)
        {
            yield return ("broadening", YamlNodes.FlowMap(
                ("core_hole_width", YamlNodes.Number(broadening.CoreHoleWidth)),
                ("gamma_max", YamlNodes.Number(broadening.GammaMax)),
                ("e_cent", YamlNodes.Number(broadening.ECent)),
                ("e_larg", YamlNodes.Number(broadening.ELarg)),
                ("resolution", YamlNodes.Number(broadening.Resolution))));
        }

        if (card.Narrow is { } narrow)
        {
            yield return ("narrow", YamlNodes.FlowMap(
                ("width", YamlNodes.Number(narrow.Width)),
                ("start", YamlNodes.Number(narrow.Start)),
                ("step", YamlNodes.Number(narrow.Step)),
                ("count", YamlNodes.Number(narrow.Count)),
                ("lowest_cut_off", YamlNodes.Number(narrow.LowestCutOff)),
                ("highest_cut_off", YamlNodes.Number(narrow.HighestCutOff))));
        }

        if (card.Uncertainty is { } uncertainty)
        {
            yield return ("uncertainty", YamlNodes.Map(
                ("factor", YamlNodes.Number(uncertainty.Factor)),
                ("floor", YamlNodes.Number(uncertainty.Floor)),
                ("spectra", YamlNodes.Number(uncertainty.Spectra)),
                ("sha256", YamlNodes.Text(uncertainty.Sha256))));
        }
    }

    private static YamlMappingNode ToYaml(DomainMetrics metrics)
    {
        var map = YamlNodes.FlowMap(
            ("set", YamlNodes.Text(metrics.Set)),
            ("inside", YamlNodes.Number(metrics.Inside)),
            ("outside", YamlNodes.Number(metrics.Outside)));
        if (metrics.MseInside is { } inside)
        {
            map.Add("mse_inside", YamlNodes.Number(inside));
        }

        if (metrics.MseOutside is { } outside)
        {
            map.Add("mse_outside", YamlNodes.Number(outside));
        }

        return map;
    }
}
