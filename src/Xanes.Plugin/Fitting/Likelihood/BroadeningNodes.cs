using MathNet.Numerics;
using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Likelihood;

/// <summary>
/// Widths for which a broadening is prepared, and how one between them is a mean of theirs: linearly in the core hole's width and in the
/// square of the resolution.
/// </summary>
internal sealed class BroadeningNodes
{
    private const int Count = 5;

    private readonly double[] _widths;
    private readonly double[] _squares;

    /// <summary>Lays out the nodes.</summary>
    /// <param name="ownWidth">The core hole's width where it does not vary.</param>
    /// <param name="coreHole">Its range; null where it does not vary.</param>
    /// <param name="resolution">The resolution's range; null for none.</param>
    /// <exception cref="InvalidInputException">A negative resolution.</exception>
    public BroadeningNodes(double ownWidth, ParameterRange? coreHole, ParameterRange? resolution)
    {
        if (resolution is { Lower: < 0.0 })
        {
            throw new InvalidInputException("a resolution cannot be negative; give bounds such as 0..3");
        }

        _widths = coreHole is null ? [ownWidth] : Generate.LinearSpaced(Count, coreHole.Lower, coreHole.Upper);
        _squares = resolution is null ? [0.0] : Generate.LinearSpaced(Count, resolution.Lower * resolution.Lower, resolution.Upper * resolution.Upper);
    }

    /// <summary>The core hole's width and the resolution of each node in eV.</summary>
    public IReadOnlyList<(double CoreHole, double Resolution)> All =>
        [.. _widths.SelectMany(width => _squares.Select(square => (width, Math.Sqrt(square))))];

    /// <summary>The weights of up to four nodes; those of weight 0 are left out.</summary>
    /// <param name="coreHole">The core hole's width in eV.</param>
    /// <param name="resolution">The resolution in eV.</param>
    /// <param name="nodes">Takes the numbers of the nodes, [4].</param>
    /// <param name="weights">Takes their weights, [4].</param>
    /// <returns>How many there are.</returns>
    public int Around(double coreHole, double resolution, Span<int> nodes, Span<double> weights)
    {
        var (width, widthShare) = Place(_widths, coreHole);
        var (square, squareShare) = Place(_squares, resolution * resolution);
        var count = 0;
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 2; j++)
            {
                var weight = (i == 0 ? 1.0 - widthShare : widthShare) * (j == 0 ? 1.0 - squareShare : squareShare);
                if (weight > 0.0)
                {
                    (nodes[count], weights[count]) = (((width + i) * _squares.Length) + square + j, weight);
                    count++;
                }
            }
        }

        return count;
    }

    /// <summary>The node at or below a value, and how far the value has come to the next.</summary>
    private static (int Node, double Share) Place(double[] nodes, double value)
    {
        if (nodes.Length == 1)
        {
            return (0, 0.0);
        }

        var place = Math.Clamp((value - nodes[0]) / (nodes[1] - nodes[0]), 0.0, nodes.Length - 1.0);
        var node = Math.Min((int)place, nodes.Length - 2);
        return (node, place - node);
    }
}
