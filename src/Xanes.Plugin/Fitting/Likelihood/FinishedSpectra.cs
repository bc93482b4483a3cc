using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Likelihood;

/// <summary>
/// Spectra of a model whose broadening is fixed: a Gaussian resolution, and a core hole wider than their own, broaden them further. Beyond
/// their energies the end values go on.
/// </summary>
internal sealed class FinishedSpectra : IBroadenedSpectra
{
    private static readonly double DeviationOfWidth = 1.0 / (2.0 * Math.Sqrt(2.0 * Math.Log(2.0)));

    private readonly BroadeningNodes _nodes;
    private readonly double[][] _matrices;

    /// <summary>Prepares the matrices.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Which widths vary.</param>
    /// <exception cref="InvalidInputException">A width that the spectra are broader than already, or a core hole where theirs is not known.</exception>
    public FinishedSpectra(ISpectrumModel model, FitOptions options)
    {
        Model = model;
        OwnCoreHoleWidth = model.Info.Broadening?.CoreHoleWidth ?? 0.0;
        if (options.CoreHoleWidth is { } coreHole && (model.Info.Broadening is null || coreHole.Lower < OwnCoreHoleWidth))
        {
            throw new InvalidInputException(model.Info.Broadening is null
                ? $"model {model.Info.Id} does not say how its spectra are broadened; leave the core-hole width out"
                : FormattableString.Invariant($"the core-hole width cannot be below {OwnCoreHoleWidth:0.##} eV, which the spectra of model {model.Info.Id} have for good"));
        }

        _nodes = new BroadeningNodes(OwnCoreHoleWidth, options.CoreHoleWidth, options.Resolution);
        var grid = model.Info.Energies.ToArray();
        var edges = CellEdges(grid);
        _matrices = [.. _nodes.All.Select(node =>
            (Gaussian(grid, edges, node.Resolution) * Lorentzian(grid, edges, node.CoreHole - OwnCoreHoleWidth)).ToRowMajorArray())];
    }

    /// <inheritdoc/>
    public ISpectrumModel Model { get; }

    /// <inheritdoc/>
    public double OwnCoreHoleWidth { get; }

    /// <inheritdoc/>
    public void Broaden(ReadOnlySpan<double> answer, double coreHole, double resolution, Span<double> spectrum)
    {
        if (_matrices.Length == 1)
        {
            answer.CopyTo(spectrum);
            return;
        }

        Span<int> nodes = stackalloc int[4];
        Span<double> weights = stackalloc double[4];
        spectrum.Clear();
        var count = _nodes.Around(coreHole, resolution, nodes, weights);
        for (var node = 0; node < count; node++)
        {
            var matrix = _matrices[nodes[node]];
            for (var row = 0; row < spectrum.Length; row++)
            {
                spectrum[row] += weights[node] * Products.Dot(matrix.AsSpan(row * answer.Length, answer.Length), answer);
            }
        }
    }

    /// <summary>Midpoints of the grid; the first and the last cell reach to infinity.</summary>
    private static double[] CellEdges(double[] grid) =>
        [double.NegativeInfinity, .. grid.Skip(1).Zip(grid, (upper, lower) => 0.5 * (lower + upper)), double.PositiveInfinity];

    private static Matrix<double> Lorentzian(double[] grid, double[] edges, double width) => width <= 0.0
        ? Matrix<double>.Build.DenseIdentity(grid.Length)
        : Cells(grid, edges, distance => Math.Atan(2.0 * distance / width) / Math.PI);

    private static Matrix<double> Gaussian(double[] grid, double[] edges, double width) => width <= 0.0
        ? Matrix<double>.Build.DenseIdentity(grid.Length)
        : Cells(grid, edges, distance => 0.5 * SpecialFunctions.Erf(distance / (Math.Sqrt(2.0) * DeviationOfWidth * width)));

    private static Matrix<double> Cells(double[] grid, double[] edges, Func<double, double> integral) =>
        Matrix<double>.Build.Dense(grid.Length, grid.Length, (row, column) => integral(edges[column + 1] - grid[row]) - integral(edges[column] - grid[row]));
}
