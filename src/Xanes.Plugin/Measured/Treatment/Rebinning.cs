using Xanes.Interop;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Measured.Normalisation;

namespace Xanes.Plugin.Measured.Treatment;

/// <summary>Brings a spectrum to fewer points: the mean of those in a bin; on the straight line between its neighbours where a bin has none.</summary>
internal static class Rebinning
{
    /// <summary>hbar^2 / (2 m_e) in eV Å^2 (CODATA 2018).</summary>
    private const double EnergyOfWaveNumber = 3.809982111;

    /// <summary>Rebins a spectrum.</summary>
    /// <exception cref="InvalidInputException">The grid's steps are out of range, or it has too many points.</exception>
    public static MeasuredSpectrum Rebin(MeasuredSpectrum measured, RebinningGrid grid)
    {
        var energies = measured.Energies.Span;
        var points = Points(energies[0], energies[^1], EdgeFinder.Find(energies, measured.Absorption.Span), grid);
        return new MeasuredSpectrum(
            measured.Source,
            measured.Label,
            points,
            Binned(energies, measured.Absorption.Span, points),
            measured.Reference.IsEmpty ? default : Binned(energies, measured.Reference.Span, points),
            measured.Facts);
    }

    private static double[] Points(double first, double last, double e0, RebinningGrid grid)
    {
        if (!(grid.PreEdgeStep > 0.0 && grid.EdgeStep > 0.0 && grid.WaveNumberStep > 0.0 && grid.EdgeStart < grid.EdgeEnd && grid.EdgeEnd > 0.0))
        {
            throw new InvalidInputException("the rebinning grid needs steps above 0 and an edge region that ends above e0");
        }

        var points = new List<double>();
        for (var energy = first; energy < e0 + grid.EdgeStart; energy += grid.PreEdgeStep)
        {
            Add(energy);
        }

        for (var energy = Math.Max(first, e0 + grid.EdgeStart); energy < Math.Min(last, e0 + grid.EdgeEnd); energy += grid.EdgeStep)
        {
            Add(energy);
        }

        for (var number = Math.Sqrt(grid.EdgeEnd / EnergyOfWaveNumber); e0 + (EnergyOfWaveNumber * number * number) is var energy && energy <= last; number += grid.WaveNumberStep)
        {
            Add(energy);
        }

        return [.. points];

        void Add(double energy)
        {
            if (points.Count == MeasuredSpectrum.MostPoints)
            {
                throw new InvalidInputException($"the rebinning grid has over {MeasuredSpectrum.MostPoints} points; take wider steps");
            }

            points.Add(energy);
        }
    }

    private static double[] Binned(ReadOnlySpan<double> energies, ReadOnlySpan<double> values, double[] points)
    {
        var binned = new double[points.Length];
        var next = 0;
        for (var bin = 0; bin < binned.Length; bin++)
        {
            var end = bin + 1 < points.Length ? 0.5 * (points[bin] + points[bin + 1]) : double.PositiveInfinity;
            var (sum, count) = (0.0, 0);
            for (; next < energies.Length && energies[next] < end; next++)
            {
                sum += values[next];
                count++;
            }

            binned[bin] = count > 1 ? sum / count : LinearInterpolation.At(energies, values, points[bin]);
        }

        return binned;
    }
}
