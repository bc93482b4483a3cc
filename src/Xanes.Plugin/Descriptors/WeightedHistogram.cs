namespace Xanes.Plugin.Descriptors;

/// <summary>One histogram of weighted counts in the making. It is all zeros between uses.</summary>
internal abstract class WeightedHistogram
{
    /// <summary>Adds counts.</summary>
    /// <param name="distances">Their distances in Å, none below the first bin.</param>
    /// <param name="weights">The weight of each.</param>
    /// <param name="factor">Multiplies every weight.</param>
    public abstract void Add(ReadOnlySpan<double> distances, ReadOnlySpan<double> weights, double factor);

    /// <summary>Writes the bins and clears the histogram.</summary>
    public abstract void Write(Span<float> histogram);
}
