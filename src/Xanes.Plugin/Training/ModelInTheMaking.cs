using Xanes.Interop;
using Xanes.Plugin.Models;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Training;

/// <summary>What a trained family is as a model, before it is installed.</summary>
/// <param name="Table">The data.</param>
/// <param name="Targets">The narrow spectra; null where finished spectra are learned.</param>
/// <param name="Job">The folder with what Python exported.</param>
/// <param name="Options">What was to be trained.</param>
internal sealed record ModelInTheMaking(TrainingTable Table, TrainingTargets? Targets, TrainingJob Job, TrainingOptions Options)
{
    /// <summary>Opens the model of a family.</summary>
    /// <exception cref="InvalidInputException">What was exported cannot be read.</exception>
    public SpectrumModel Open(TrainedFamily family)
    {
        var info = Describe(family);
        var residuals = ResidualCovariance.Read(Job.ResidualsPathOf(family.Name), Targets?.Axis.Count ?? info.Energies.Length);
        return new SpectrumModel(
            info,
            OnnxModel.Open(Job.ModelPathOf(family.Name)),
            Table.FeaturesOf(family.Inputs).Domain.Judge,
            Targets?.Axis,
            new SpectrumUncertainty(family.Factor, family.Floor, residuals));
    }

    /// <summary>What a host needs to know of a family as a model.</summary>
    public ModelInfo Describe(TrainedFamily family)
    {
        var spec = Table.FeaturesOf(family.Inputs).Spec;
        var protocol = Table.Sets[0].Protocol;
        var id = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Options.OutputFolder)));
        return new ModelInfo(
            id,
            $"{protocol.Absorber} {protocol.Edge}-edge XANES by {family.Name} on the descriptor {spec.Kind}, from {Counted.Of(Table.Entries.Length, "computed spectrum", "computed spectra")}",
            protocol.Absorber,
            protocol.Edge,
            protocol.EdgeEnergy,
            [.. ClusterSpec.From(spec).Elements.Select(ChemicalElement.Symbol)],
            Table.Sets[0].Energies,
            protocol.Normalisation,
            spec)
        {
            Broadening = protocol.Broadening,
            NarrowestCoreHoleWidth = Targets?.Axis.Width,
            EdgeStep = protocol.EdgeStep,
            EnergyCalibration = protocol.EnergyCalibration,
            Calibration = protocol.Calibration,
        };
    }
}
