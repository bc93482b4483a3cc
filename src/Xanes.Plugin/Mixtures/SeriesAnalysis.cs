using MathNet.Numerics.LinearAlgebra;
using Xanes.Interop;

namespace Xanes.Plugin.Mixtures;

/// <summary>The principal components of a series of spectra.</summary>
public static class SeriesAnalysis
{
    /// <summary>Decomposes a series.</summary>
    /// <param name="series">At least three spectra; the first one's energies are used.</param>
    /// <param name="from">The least photon energy in eV; that of the spectra where it is left out.</param>
    /// <param name="to">The greatest photon energy in eV.</param>
    /// <exception cref="InvalidInputException">Too few spectra, or hardly a common energy.</exception>
    public static PrincipalComponents Run(IReadOnlyList<NamedSpectrum> series, double? from = null, double? to = null)
    {
        if (series.Count is < 3 or > 500)
        {
            throw new InvalidInputException($"{Counted.Spectra(series.Count)} given; principal components need 3 to 500");
        }

        var chosen = CommonEnergies.Choose(series[0], [.. series.Skip(1)], from, to, 0.0);
        double[] energies = [.. chosen.Select(i => series[0].PhotonEnergies.Span[i])];
        if (energies.Length < series.Count)
        {
            throw new InvalidInputException($"{series.Count} spectra have only {Counted.Of(energies.Length, "common energy", "common energies")}; give fewer spectra or a wider range");
        }

        var data = Matrix<double>.Build.DenseOfRowArrays(series.Select(spectrum => CommonEnergies.At(spectrum, energies)));
        var decomposed = data.Svd();
        var count = series.Count;
        double[] eigenvalues = [.. decomposed.S.Select(value => value * value)];
        var components = Matrix<double>.Build.Dense(count, energies.Length, (row, column) => decomposed.VT[row, column]);
        var scores = Matrix<double>.Build.Dense(count, count, (row, column) => decomposed.U[row, column] * decomposed.S[column]);
        var errors = new double[count - 1];
        var indicator = new double[count - 1];
        for (var kept = 1; kept < count; kept++)
        {
            errors[kept - 1] = Math.Sqrt(eigenvalues.Skip(kept).Sum() / (energies.Length * (double)(count - kept)));
            indicator[kept - 1] = errors[kept - 1] / ((count - kept) * (double)(count - kept));
        }

        return new PrincipalComponents(
            [.. series.Select(spectrum => spectrum.Name)],
            energies,
            eigenvalues,
            components.ToRowMajorArray(),
            scores.ToRowMajorArray(),
            errors,
            indicator,
            1 + Array.IndexOf(indicator, indicator.Min()),
            Scree(eigenvalues));
    }

    /// <summary>
    /// The elbow of the eigenvalues' logarithms: the point farthest below the straight line from the first to the last, which itself is noise
    /// already.
    /// </summary>
    private static int Scree(double[] eigenvalues)
    {
        double[] logarithms = [.. eigenvalues.Select(value => Math.Log(Math.Max(value, 1e-300)))];
        var slope = (logarithms[^1] - logarithms[0]) / (logarithms.Length - 1);
        var depths = logarithms.Select((value, i) => logarithms[0] + (slope * i) - value).ToArray();
        return Math.Max(1, Array.IndexOf(depths, depths.Max()));
    }
}
