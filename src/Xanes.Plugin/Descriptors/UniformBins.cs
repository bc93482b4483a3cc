namespace Xanes.Plugin.Descriptors;

/// <summary>
/// Bins of one width between two distances. Bins are half-open [lower, upper); the last one also takes its upper edge, which
/// is the rule of numpy.histogram (docs/descriptor.md, 6).
/// </summary>
public sealed class UniformBins
{
    private readonly double[] _edges;

    /// <summary>Divides [minimum, maximum] (Å) into bins.</summary>
    public UniformBins(double minimum, double maximum, int count)
    {
        Minimum = minimum;
        Maximum = maximum;
        Count = count;
        Width = (maximum - minimum) / count;
        InverseWidth = count / (maximum - minimum);
        _edges = new double[count + 1];
        for (var i = 0; i < count; i++)
        {
            _edges[i] = (i * Width) + minimum;
        }

        _edges[count] = maximum;
    }

    /// <summary>The lower edge of the first bin in Å.</summary>
    public double Minimum { get; }

    /// <summary>The upper edge of the last bin in Å.</summary>
    public double Maximum { get; }

    /// <summary>The number of bins.</summary>
    public int Count { get; }

    /// <summary>The width of a bin in Å.</summary>
    public double Width { get; }

    /// <summary>One over the width of a bin in 1/Å.</summary>
    public double InverseWidth { get; }

    /// <summary>The edges in Å, one more than bins.</summary>
    public ReadOnlySpan<double> Edges => _edges;

    /// <summary>The number of bins whose lower edge lies below a distance.</summary>
    public int BinsBelow(double distance) => Math.Clamp((int)Math.Ceiling((distance - Minimum) * InverseWidth), 0, Count);

    /// <summary>
    /// The bin of a distance, decided by the edges themselves; -1 below the first bin. Past the last edge a distance can lie
    /// by no more than rounding, since the cutoff bounds it, and counts as on the edge.
    /// </summary>
    public int IndexOf(double distance)
    {
        if (distance < Minimum)
        {
            return -1;
        }

        var index = Math.Min((int)((distance - Minimum) * InverseWidth), Count - 1);
        while (distance < _edges[index])
        {
            index--;
        }

        while (index < Count - 1 && distance >= _edges[index + 1])
        {
            index++;
        }

        return index;
    }
}
