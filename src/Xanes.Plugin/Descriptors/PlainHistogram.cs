namespace Xanes.Plugin.Descriptors;

/// <summary>Weighted counts that fall wholly into the bin of their distance.</summary>
internal sealed class PlainHistogram(UniformBins bins) : WeightedHistogram
{
    private readonly double[] _sums = new double[bins.Count];

    public override void Add(ReadOnlySpan<double> distances, ReadOnlySpan<double> weights, double factor)
    {
        for (var i = 0; i < distances.Length; i++)
        {
            _sums[bins.IndexOf(distances[i])] += factor * weights[i];
        }
    }

    public override void Write(Span<float> histogram)
    {
        for (var bin = 0; bin < histogram.Length; bin++)
        {
            histogram[bin] = (float)_sums[bin];
        }

        Array.Clear(_sums);
    }
}
