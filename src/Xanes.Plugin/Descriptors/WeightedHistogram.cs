namespace Xanes.Plugin.Descriptors;

/// <summary>One histogram of weighted counts in the making. It is all zeros between uses.</summary>
internal abstract class WeightedHistogram
{
    /// <summary>Adds a count at a distance (Å) not below the first bin.</summary>
    public abstract void Add(double distance, double weight);

    /// <summary>Writes the bins and clears the histogram.</summary>
    public abstract void Write(Span<float> histogram);
}
