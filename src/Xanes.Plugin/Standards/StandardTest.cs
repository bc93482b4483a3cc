using Xanes.Interop;
using Xanes.Plugin.Comparison;

namespace Xanes.Plugin.Standards;

/// <summary>Compares models, and FDMNES itself, with measured standards.</summary>
public static class StandardTest
{
    private const string Fdmnes = "FDMNES";
    private const double Reach = 10.0;
    private const double Freedom = 0.25;

    /// <summary>The agreements of FDMNES and of each model, standard by standard, structure by structure.</summary>
    /// <param name="collection">The standards.</param>
    /// <param name="models">The models; those of another edge, and structures of elements that one does not know, are passed over.</param>
    public static IReadOnlyList<StandardResult> Run(StandardsFolder collection, IReadOnlyList<ISpectrumModel> models) =>
    [
        .. from standard in collection.Standards
           from structure in standard.Structures
           from result in Calculated(collection, standard, structure).Concat(models.SelectMany(model => Predicted(collection, standard, structure, model)))
           select result,
    ];

    private static IEnumerable<StandardResult> Calculated(StandardsFolder collection, MeasuredStandard standard, StandardStructure structure)
    {
        if (structure.Published is { } published)
        {
            yield return Compared(
                standard, structure, published.Calculation, null, published.PhotonEnergies, collection.EdgeEnergy, published.Intensities);
        }

        if (structure.Sites.Count == 0 || collection.Axis is null)
        {
            yield break;
        }

        var axis = Array.ConvertAll(collection.Axis.Energies(), energy => energy + collection.EdgeEnergy + collection.EnergyCalibration);
        foreach (var width in collection.CoreHoleWidths)
        {
            var spectrum = collection.Axis.Place(structure.Sites, collection.EpsiiReference, new Broadening(width), collection.EdgeStep);
            yield return Compared(standard, structure, Fdmnes, width, axis, collection.EdgeEnergy, spectrum);
        }
    }

    private static IEnumerable<StandardResult> Predicted(
        StandardsFolder collection, MeasuredStandard standard, StandardStructure structure, ISpectrumModel model)
    {
        var info = model.Info;
        var atoms = structure.Candidate.Structure.AtomicNumbers.ToArray();
        if (info.Absorber != collection.Absorber || info.Edge != collection.Edge || !atoms.All(atom => info.Elements.Contains(ChemicalElement.Symbol(atom))))
        {
            yield break;
        }

        foreach (var (width, broadened) in Broadened(model, collection.CoreHoleWidths))
        {
            var prediction = new MeanPrediction([structure.Candidate], broadened, 0, default);
            if (prediction.Faults[0] is { } fault)
            {
                throw fault.At(structure.Name);
            }

            yield return Compared(
                standard, structure, info.Id, width, PredictedAxis.Of(info), info.EdgeEnergy, prediction.Intensities(0).ToArray()) with
            {
                Domain = prediction.Domains[0],
            };
        }
    }

    private static IEnumerable<(double? Width, ISpectrumModel Model)> Broadened(ISpectrumModel model, IReadOnlyList<double> widths) =>
        model.Info.Broadening is { } own
            ? widths.Select(width => ((double?)width, model.WithBroadening(own with { CoreHoleWidth = width })))
            : [(null, model)];

    private static StandardResult Compared(
        MeasuredStandard standard, StandardStructure structure, string calculation, double? width, double[] axis, double edgeEnergy, float[] spectrum)
    {
        var options = new ComparisonOptions
        {
            Window = standard.Window,
            LeastShift = standard.EnergyOffset - Reach,
            GreatestShift = standard.EnergyOffset + Reach,
            LeastAmplitude = 1.0 - Freedom,
            GreatestAmplitude = 1.0 + Freedom,
        };
        var unit = options with { LeastAmplitude = 1.0, GreatestAmplitude = 1.0 };
        return new StandardResult(
            standard.Name,
            structure.Name,
            calculation,
            width,
            new SpectrumComparison(standard.Spectrum, axis, edgeEnergy, options).Fit(spectrum),
            new SpectrumComparison(standard.Spectrum, axis, edgeEnergy, unit).Fit(spectrum))
        {
            PhotonEnergies = axis,
            Intensities = spectrum,
        };
    }
}
