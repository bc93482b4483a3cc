using Xanes.Interop;

namespace Xanes.Cli.Rows;

/// <summary>The spectrum of one absorber, or the mean over the absorbers of a frame.</summary>
/// <param name="Label">Where it came from.</param>
/// <param name="Intensities">Absorption in edge steps, [M].</param>
/// <param name="Uncertainty">One standard deviation, [M]; empty where the model gives none.</param>
/// <param name="Domain">Whether the model knows such structures.</param>
internal sealed record SpectrumRow(
    RowLabel Label, ReadOnlyMemory<float> Intensities, ReadOnlyMemory<float> Uncertainty, DomainVerdict Domain)
{
    /// <summary>
    /// The mean of a frame's rows. Its uncertainty is the mean of theirs, which holds however they are correlated; it is
    /// outside the domain if one of them is.
    /// </summary>
    public static SpectrumRow Mean(IReadOnlyList<SpectrumRow> rows)
    {
        var domain = rows.Select(row => row.Domain).OrderBy(verdict => verdict.IsInside).ThenByDescending(verdict => verdict.Distance).First();
        return rows[0] with
        {
            Label = rows[0].Label with { Absorbers = [.. rows.SelectMany(row => row.Label.Absorbers)] },
            Intensities = MeanOf(rows, row => row.Intensities),
            Uncertainty = MeanOf(rows, row => row.Uncertainty),
            Domain = domain,
        };
    }

    private static float[] MeanOf(IReadOnlyList<SpectrumRow> rows, Func<SpectrumRow, ReadOnlyMemory<float>> part)
    {
        var sum = new double[part(rows[0]).Length];
        foreach (var row in rows)
        {
            var values = part(row).Span;
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += values[i];
            }
        }

        return [.. sum.Select(value => (float)(value / rows.Count))];
    }
}
