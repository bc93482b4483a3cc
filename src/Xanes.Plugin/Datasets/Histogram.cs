namespace Xanes.Plugin.Datasets;

/// <summary>Counts in bins of equal width.</summary>
/// <param name="From">Where the first bin begins.</param>
/// <param name="Width">The bins' width.</param>
/// <param name="Counts">The counts.</param>
public sealed record Histogram(double From, double Width, IReadOnlyList<int> Counts)
{
    /// <summary>Counts values into bins that begin at multiples of the width.</summary>
    public static Histogram Of(IReadOnlyCollection<double> values, double width)
    {
        if (values.Count == 0)
        {
            return new Histogram(0.0, width, []);
        }

        // A hair below each multiple belongs to it, so that 2.5 written in decimals does not fall into the bin before.
        var bins = values.Select(value => (int)Math.Floor((value / width) + 1e-9)).ToArray();
        var first = bins.Min();
        var counts = new int[bins.Max() - first + 1];
        foreach (var bin in bins)
        {
            counts[bin - first]++;
        }

        return new Histogram(first * width, width, counts);
    }
}
