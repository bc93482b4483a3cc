using Xanes.Interop;
using Xanes.Plugin.Datasets;

namespace Xanes.Plugin.Training;

/// <summary>Refuses data sets whose numbers cannot be what the format says they are, before hours are spent on them.</summary>
internal static class DataSetPlausibility
{
    private const double LowestStep = 0.5;
    private const double HighestStep = 1.6;

    /// <summary>Energies beyond this share of the edge energy are photon energies, not distances from the edge.</summary>
    private const double ShareOfEdge = 0.5;

    /// <summary>Checks a data set.</summary>
    /// <exception cref="InvalidInputException">Its energies are photon energies, or its spectra are not in edge steps.</exception>
    public static void Check(DataSet set)
    {
        var (first, last, edge) = (set.Energies[0], set.Energies[^1], set.Protocol.EdgeEnergy);
        if (last > ShareOfEdge * edge)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{set.Folder}/energy.npy: {first:0.#} to {last:0.#} eV are photon energies; eV from the edge are meant: take off edge_energy ({edge} eV), or make the set by 'xanes dataset import'"));
        }

        var upper = Math.Max(1, set.Energies.Length / 4);
        var level = set.Entries.Average(entry => Level(entry.Spectrum.Span[^upper..]));
        if (level is < LowestStep or > HighestStep)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{set.Folder}/spectra.npy: the spectra are {level:0.####} over their last {upper} energies; spectra in edge steps are about 1 there: divide them by their edge step ('xanes dataset import --edge-step {level:0.####}' does)"));
        }
    }

    private static double Level(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
