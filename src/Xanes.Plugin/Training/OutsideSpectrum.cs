using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>A structure that no learner saw, with its computed spectrum and the new model's.</summary>
/// <param name="Set">The data set that it is of.</param>
/// <param name="Id">Its id in the set.</param>
/// <param name="Group">What it is of, such as a crystal; null where the set does not say.</param>
/// <param name="Truth">The computed spectrum, [m].</param>
/// <param name="Predicted">The model's, [m].</param>
/// <param name="IsInside">Whether the model's domain holds it.</param>
internal sealed record OutsideSpectrum(string Set, string Id, string? Group, float[] Truth, float[] Predicted, bool IsInside)
{
    /// <summary>Reads data sets and has a model predict every spectrum of them.</summary>
    /// <exception cref="InvalidInputException">A set is damaged or has another protocol or another energy axis than the training's.</exception>
    public static OutsideSpectrum[] Predict(IReadOnlyList<DataSet> sets, SpectrumModel model) =>
        [.. sets.SelectMany(set => set.Entries.Select(entry => Predict(set, entry, model)))];

    private static OutsideSpectrum Predict(DataSet set, DataSetEntry entry, SpectrumModel model)
    {
        var spectrum = model.Predict(entry.Site.Structure.View, entry.Site.Absorber);
        return new OutsideSpectrum(
            set.Name, entry.Id, entry.Group, entry.Spectrum.ToArray(), spectrum.Intensities.ToArray(), spectrum.Domain.IsInside);
    }
}
