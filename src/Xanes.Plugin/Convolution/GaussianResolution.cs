namespace Xanes.Plugin.Convolution;

/// <summary>The beamline's resolution: each output energy takes the Gaussian mean over nodes around it.</summary>
internal sealed class GaussianResolution
{
    private const double Reach = 5.0;
    private const double LargestStep = 0.25;

    private static readonly double WidthsPerDeviation = 2.0 * Math.Sqrt(2.0 * Math.Log(2.0));

    private readonly int[] _first;
    private readonly double[][] _weights;

    /// <summary>Lays out the nodes.</summary>
    /// <param name="energies">The output energies in eV, ascending, [m].</param>
    /// <param name="fullWidth">The Gaussian's full width at half maximum in eV; 0 makes each energy its own node.</param>
    public GaussianResolution(ReadOnlySpan<double> energies, double fullWidth)
    {
        _first = new int[energies.Length];
        _weights = new double[energies.Length][];
        if (fullWidth <= 0.0)
        {
            Nodes = energies.ToArray();
            for (var i = 0; i < energies.Length; i++)
            {
                (_first[i], _weights[i]) = (i, [1.0]);
            }

            return;
        }

        // The trapezoid rule at steps of a standard deviation is exact to 1e-8 for a Gaussian times what is smooth on that scale.
        var deviation = fullWidth / WidthsPerDeviation;
        // Steps divide the usual distance of energies, so that the nodes lie alike around each of them.
        var step = LargestStep / Math.Ceiling(LargestStep / deviation);
        var margin = step * Math.Ceiling(Reach * deviation / step);
        var start = energies[0] - margin;
        Nodes = new double[1 + (int)Math.Ceiling((energies[^1] - energies[0] + (2.0 * margin)) / step)];
        for (var node = 0; node < Nodes.Length; node++)
        {
            Nodes[node] = start + (node * step);
        }

        for (var i = 0; i < energies.Length; i++)
        {
            var first = (int)Math.Round((energies[i] - margin - start) / step);
            var last = Math.Min(Nodes.Length - 1, (int)Math.Round((energies[i] + margin - start) / step));
            (_first[i], _weights[i]) = (first, Weights(Nodes.AsSpan(first, last - first + 1), energies[i], deviation));
        }
    }

    /// <summary>The energies in eV at which the spectrum before the Gaussian is needed.</summary>
    public double[] Nodes { get; }

    /// <summary>The mean of the nodes' values, or of their rows of values, for one output energy.</summary>
    /// <param name="values">Row-major, a row of equal length for each node.</param>
    /// <param name="output">The number of the output energy.</param>
    /// <param name="mean">Takes the mean row.</param>
    public void Average(ReadOnlySpan<double> values, int output, Span<double> mean)
    {
        mean.Clear();
        for (var k = 0; k < _weights[output].Length; k++)
        {
            var row = values.Slice((_first[output] + k) * mean.Length, mean.Length);
            for (var column = 0; column < mean.Length; column++)
            {
                mean[column] += _weights[output][k] * row[column];
            }
        }
    }

    private static double[] Weights(ReadOnlySpan<double> nodes, double energy, double deviation)
    {
        var weights = new double[nodes.Length];
        for (var k = 0; k < nodes.Length; k++)
        {
            var distance = (nodes[k] - energy) / deviation;
            weights[k] = Math.Exp(-0.5 * distance * distance);
        }

        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
