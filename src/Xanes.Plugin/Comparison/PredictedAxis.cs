using Xanes.Interop;

namespace Xanes.Plugin.Comparison;

/// <summary>The photon energies of a model's spectra.</summary>
public static class PredictedAxis
{
    /// <summary>Photon energies in eV, [m].</summary>
    public static double[] Of(ModelInfo model) => Array.ConvertAll(model.Energies.ToArray(), energy => model.EdgeEnergy + energy);
}
