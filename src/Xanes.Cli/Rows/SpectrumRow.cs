using Xanes.Interop;

namespace Xanes.Cli.Rows;

/// <summary>The spectrum of one absorber, or the mean over the absorbers of a frame or of all frames of a file.</summary>
/// <param name="Label">Where it came from.</param>
/// <param name="Intensities">Absorption in edge steps, [M].</param>
/// <param name="Uncertainty">One standard deviation, [M]; empty where the model gives none.</param>
/// <param name="Farthest">Whether the model knows such structures; of a mean the verdict on the site farthest from them.</param>
internal sealed record SpectrumRow(
    RowLabel Label, ReadOnlyMemory<float> Intensities, ReadOnlyMemory<float> Uncertainty, DomainVerdict Farthest)
{
    /// <summary>The sites that it is made of.</summary>
    public SiteCount Sites { get; init; } = new(Farthest.IsInside ? 1 : 0, 1);

    /// <summary>The standard deviation of the frames' means, [M]; empty where it is no mean over frames.</summary>
    public ReadOnlyMemory<float> SpreadOverFrames { get; init; }

    /// <summary>The verdict: outside if one site is; its reason begins with how many of several are inside.</summary>
    public DomainVerdict Domain => Sites.All == 1 ? Farthest : Farthest with { Reason = $"{Sites.Text}; the farthest: {Farthest.Reason}" };

    /// <summary>The mean of a frame's rows. Its uncertainty is the mean of theirs, which holds however they are correlated.</summary>
    public static SpectrumRow Mean(IReadOnlyList<SpectrumRow> rows) => rows[0] with
    {
        Label = rows[0].Label with { Absorbers = [.. rows.SelectMany(row => row.Label.Absorbers)] },
        Intensities = MeanOf(rows, row => row.Intensities),
        Uncertainty = MeanOf(rows, row => row.Uncertainty),
        Farthest = rows.Select(row => row.Farthest).Aggregate(FartherOf),
        Sites = rows.Select(row => row.Sites).Aggregate((one, other) => one + other),
    };

    /// <summary>The verdict on what is less like the training data; the first of two that are alike.</summary>
    public static DomainVerdict FartherOf(DomainVerdict one, DomainVerdict other) =>
        one.IsInside == other.IsInside ? (other.Distance > one.Distance ? other : one) : one.IsInside ? other : one;

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
