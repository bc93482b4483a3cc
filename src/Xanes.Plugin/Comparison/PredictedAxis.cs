using Xanes.Interop;

namespace Xanes.Plugin.Comparison;

/// <summary>The photon energies of a model's spectra, those of a calibrated beamline where the model has an energy calibration.</summary>
public static class PredictedAxis
{
    /// <summary>Photon energies in eV, [m].</summary>
    public static double[] Of(ModelInfo model) => Array.ConvertAll(model.Energies.ToArray(), model.PhotonEnergy);
}
