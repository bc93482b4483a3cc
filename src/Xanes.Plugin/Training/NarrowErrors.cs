using Xanes.Plugin.Convolution;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>A model's errors on the test parts at the narrow width, on the energies of its finished spectra.</summary>
internal static class NarrowErrors
{
    /// <summary>The errors, set by set; sets without a test spectrum are left out.</summary>
    public static TestErrors Of(IReadOnlyList<DataSet> sets, NarrowAxis axis, SpectrumModel model)
    {
        var narrow = model.WithBroadening(axis.Broadening);
        var narrowSets = sets.Select(set => set with { Entries = [.. set.Entries.Select(entry => Narrowed(entry, set, axis))] }).ToArray();
        return TestErrors.Of(narrowSets, narrow.PredictMany(TestErrors.Sites(sets)));
    }

    private static DataSetEntry Narrowed(DataSetEntry entry, DataSet set, NarrowAxis axis)
    {
        if (entry.Part != SplitPart.Test)
        {
            return entry;
        }

        var shift = entry.Raw!.Epsii - set.Protocol.EpsiiReference;
        var spectrum = entry.Raw.Convolve([.. set.Energies.Select(energy => energy - shift)], axis.Broadening, set.Protocol.EdgeStep!.Value);
        return entry with { Spectrum = spectrum.Select(value => (float)value).ToArray() };
    }
}
