using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Likelihood;

/// <summary>
/// Broadens predicted spectra further by a Lorentzian and a Gaussian: matrices made once for a grid of widths, between which is
/// interpolated (linearly in the Lorentzian's width and in the square of the Gaussian's).
/// </summary>
internal sealed class ExtraBroadening
{
    private const double GaussianSigmaOfWidth = 0.42466090014400953;
    private const int Nodes = 9;

    private readonly int _points;
    private readonly double _ownWidth;
    private readonly double[] _widths;
    private readonly double[] _squares;
    private readonly double[][] _matrices;

    /// <summary>Makes the matrices.</summary>
    /// <param name="grid">The energies in eV, [m].</param>
    /// <param name="ownWidth">The core hole's width that the spectra have already in eV.</param>
    /// <param name="coreHole">The core hole's widths that are asked for; null for the spectra's own.</param>
    /// <param name="resolution">The resolutions that are asked for; null for none.</param>
    /// <exception cref="InvalidInputException">A width below the spectra's own.</exception>
    public ExtraBroadening(ReadOnlySpan<double> grid, double ownWidth, ParameterRange? coreHole, ParameterRange? resolution)
    {
        if (coreHole is not null && coreHole.Lower < ownWidth - 1e-9)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"the core-hole width cannot be below {ownWidth:0.##} eV, which this model's spectra have already; give bounds such as {ownWidth:0.##}..{ownWidth + 2.0:0.##}"));
        }

        if (resolution is { Lower: < 0.0 })
        {
            throw new InvalidInputException("a resolution cannot be negative; give bounds such as 0..3");
        }

        _points = grid.Length;
        _ownWidth = ownWidth;
        _widths = coreHole is null ? [0.0] : Spaced(coreHole.Lower - ownWidth, coreHole.Upper - ownWidth);
        _squares = resolution is null ? [0.0] : Spaced(resolution.Lower * resolution.Lower, resolution.Upper * resolution.Upper);
        var (places, edges) = (grid.ToArray(), CellEdges(grid));
        Matrix<double>[] lorentzians = [.. Array.ConvertAll(_widths, width => Lorentzian(places, edges, width))];
        Matrix<double>[] gaussians = [.. Array.ConvertAll(_squares, square => Gaussian(places, edges, Math.Sqrt(square)))];
        _matrices = [.. lorentzians.SelectMany(lorentzian => gaussians.Select(gaussian => (gaussian * lorentzian).ToRowMajorArray()))];
    }

    /// <summary>Whether spectra stay as they are.</summary>
    public bool IsNone => _widths is [0.0] && _squares is [0.0];

    /// <summary>Broadens a spectrum.</summary>
    /// <param name="spectrum">The spectrum on the grid, [m].</param>
    /// <param name="coreHole">The core hole's width in eV.</param>
    /// <param name="resolution">The resolution's full width at half maximum in eV.</param>
    /// <param name="broadened">The result, [m].</param>
    public void Apply(ReadOnlySpan<double> spectrum, double coreHole, double resolution, Span<double> broadened)
    {
        if (IsNone)
        {
            spectrum.CopyTo(broadened);
            return;
        }

        var (width, widthShare) = Place(_widths, coreHole - _ownWidth);
        var (square, squareShare) = Place(_squares, resolution * resolution);
        broadened.Clear();
        AddProduct(width, square, (1.0 - widthShare) * (1.0 - squareShare), spectrum, broadened);
        AddProduct(width, square + 1, (1.0 - widthShare) * squareShare, spectrum, broadened);
        AddProduct(width + 1, square, widthShare * (1.0 - squareShare), spectrum, broadened);
        AddProduct(width + 1, square + 1, widthShare * squareShare, spectrum, broadened);
    }

    private void AddProduct(int width, int square, double factor, ReadOnlySpan<double> spectrum, Span<double> sum)
    {
        if (factor == 0.0)
        {
            return;
        }

        var matrix = _matrices[(width * _squares.Length) + square];
        for (var row = 0; row < _points; row++)
        {
            sum[row] += factor * Products.Dot(matrix.AsSpan(row * _points, _points), spectrum);
        }
    }

    private static double[] Spaced(double from, double to) => Generate.LinearSpaced(Nodes, from, to);

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

    /// <summary>Midpoints of the grid; the first and the last cell reach to infinity.</summary>
    private static double[] CellEdges(ReadOnlySpan<double> grid)
    {
        var edges = new double[grid.Length + 1];
        edges[0] = double.NegativeInfinity;
        edges[^1] = double.PositiveInfinity;
        for (var i = 1; i < grid.Length; i++)
        {
            edges[i] = 0.5 * (grid[i - 1] + grid[i]);
        }

        return edges;
    }

    private static Matrix<double> Lorentzian(double[] grid, double[] edges, double width) => width <= 0.0
        ? Matrix<double>.Build.DenseIdentity(grid.Length)
        : Cells(grid, edges, distance => Math.Atan(2.0 * distance / width) / Math.PI);

    private static Matrix<double> Gaussian(double[] grid, double[] edges, double width) => width <= 0.0
        ? Matrix<double>.Build.DenseIdentity(grid.Length)
        : Cells(grid, edges, distance => 0.5 * SpecialFunctions.Erf(distance / (Math.Sqrt(2.0) * GaussianSigmaOfWidth * width)));

    private static Matrix<double> Cells(double[] grid, double[] edges, Func<double, double> integral) =>
        Matrix<double>.Build.Dense(grid.Length, grid.Length, (row, column) => integral(edges[column + 1] - grid[row]) - integral(edges[column] - grid[row]));
}
