namespace Xanes.Plugin.Descriptors;

/// <summary>Weighted counts that fall wholly into the bin of their distance.</summary>
internal sealed class PlainHistogram(UniformBins bins) : WeightedHistogram
{
    private readonly double[] _sums = new double[bins.Count];

    public override void Add(double distance, double weight) => _sums[bins.IndexOf(distance)] += weight;

    public override void Write(Span<float> histogram)
    {
        for (var bin = 0; bin < histogram.Length; bin++)
        {
            histogram[bin] = (float)_sums[bin];
        }

        Array.Clear(_sums);
    }
}
