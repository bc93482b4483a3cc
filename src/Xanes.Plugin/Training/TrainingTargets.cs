using Xanes.Interop;
using Xanes.Plugin.Convolution;

namespace Xanes.Plugin.Training;

/// <summary>What learners are to give where spectra are broadened afterwards: narrow spectra and their cut-off energies.</summary>
/// <param name="Axis">The narrow spectra's width and energies.</param>
/// <param name="Values">A row each structure: the narrow spectrum, then the cut-off in eV, [n, count + 1].</param>
/// <param name="Convolution">What makes the finished spectra of them.</param>
internal sealed record TrainingTargets(NarrowAxis Axis, float[] Values, SpectrumConvolution Convolution)
{
    /// <summary>How far the narrow spectra reach below the finished ones, in eV, so that little depends on the tail below.</summary>
    private const double MarginBelow = 4.0;

    /// <summary>How far they reach beyond the calculated range, in eV, so that all of it counts where a core level lies deep.</summary>
    private const double MarginAbove = 2.0;

    /// <summary>The narrow spectra of a table's structures; null where its data sets hold finished spectra alone.</summary>
    /// <exception cref="InvalidInputException">The energies of the finished spectra are not evenly spaced.</exception>
    public static TrainingTargets? Of(TrainingTable table)
    {
        var (protocol, energies) = (table.Sets[0].Protocol, table.Sets[0].Energies);
        if (protocol is not { Broadening: { } broadening, EdgeStep: { } edgeStep })
        {
            return null;
        }

        var axis = AxisOf(table, energies);
        var (narrowEnergies, points) = (axis.Energies(), axis.Count + 1);
        var values = new float[table.Entries.Length * points];
        Parallel.For(0, table.Entries.Length, row =>
        {
            var raw = table.Entries[row].Raw!;
            var shift = raw.Epsii - protocol.EpsiiReference;
            var narrow = raw.Convolve([.. narrowEnergies.Select(energy => energy - shift)], axis.Broadening, edgeStep);
            for (var point = 0; point < narrow.Length; point++)
            {
                values[(row * points) + point] = (float)narrow[point];
            }

            values[(row * points) + axis.Count] = (float)(raw.CutOff + shift);
        });
        return new TrainingTargets(axis, values, new SpectrumConvolution(axis, energies, broadening));
    }

    private static NarrowAxis AxisOf(TrainingTable table, double[] energies)
    {
        var step = energies[1] - energies[0];
        if (energies.Zip(energies.Skip(1)).Any(pair => Math.Abs(pair.Second - pair.First - step) > 1e-6))
        {
            throw new InvalidInputException($"{table.Sets[0].Folder}: energies must be evenly spaced, so that spectra can be broadened afterwards");
        }

        var reference = table.Sets[0].Protocol.EpsiiReference;
        var cutOffs = table.Entries.Select(entry => entry.Raw!.CutOff + entry.Raw.Epsii - reference).ToArray();
        var start = energies[0] - (step * Math.Ceiling(MarginBelow / step));
        var end = Math.Max(energies[^1], table.Entries.Max(entry => entry.Raw!.FermiEnergies[^1]) + MarginAbove);
        var width = NarrowAxis.WidthFor(table.Sets[0].Protocol.Broadening!.CoreHoleWidth, table.Entries[0].Raw!.FermiEnergies);
        return new NarrowAxis(width, start, step, 1 + (int)Math.Ceiling((end - start) / step), cutOffs.Min(), cutOffs.Max());
    }
}
