using Xanes.Cli.Rows;

namespace Xanes.Cli.Plotting;

/// <summary>The range that holds most of many spectra, at each energy.</summary>
/// <param name="Lower">Its lower end, [M].</param>
/// <param name="Upper">Its upper end, [M].</param>
internal sealed record SiteBand(double[] Lower, double[] Upper)
{
    /// <summary>The part of the spectra within it, in per cent.</summary>
    public const int Percent = 90;

    /// <summary>The band of some spectra: as many lie below it as above, between neighbours by linear interpolation.</summary>
    public static SiteBand Of(IReadOnlyList<SpectrumRow> rows)
    {
        var points = rows[0].Intensities.Length;
        var band = new SiteBand(new double[points], new double[points]);
        var column = new float[rows.Count];
        for (var point = 0; point < points; point++)
        {
            for (var row = 0; row < column.Length; row++)
            {
                column[row] = rows[row].Intensities.Span[point];
            }

            Array.Sort(column);
            band.Lower[point] = Quantile(column, (100 - Percent) / 200.0);
            band.Upper[point] = Quantile(column, (100 + Percent) / 200.0);
        }

        return band;
    }

    private static double Quantile(float[] sorted, double part)
    {
        var place = part * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
