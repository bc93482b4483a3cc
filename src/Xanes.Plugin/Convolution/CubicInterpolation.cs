namespace Xanes.Plugin.Convolution;

/// <summary>
/// The values at the centres of fine cells of what goes through the points of an even grid by Catmull-Rom cubics. The grid's end points
/// go on beyond it.
/// </summary>
internal sealed class CubicInterpolation
{
    private const int Points = 4;

    private readonly int _points;
    private readonly double[][] _weights;

    /// <summary>Computes the weights.</summary>
    /// <param name="points">The number of grid points; each has as many cells around it as follows.</param>
    /// <param name="cellsPerStep">Cells for each step of the grid, odd, so that each point is the centre of a cell.</param>
    public CubicInterpolation(int points, int cellsPerStep)
    {
        _points = points;
        CellsPerStep = cellsPerStep;
        _weights = [.. Enumerable.Range(0, cellsPerStep).Select(cell => Weights(Offset(cell) - Math.Floor(Offset(cell))))];
    }

    /// <summary>Cells for each step of the grid.</summary>
    public int CellsPerStep { get; }

    /// <summary>Turns weights of the cells into weights of the points: the transposed interpolation.</summary>
    /// <param name="ofCells">[points cellsPerStep].</param>
    /// <param name="ofPoints">Takes the weights in its first places, [points]; they are cleared first.</param>
    public void Gather(ReadOnlySpan<double> ofCells, Span<double> ofPoints)
    {
        ofPoints[.._points].Clear();
        for (var cell = 0; cell < ofCells.Length; cell++)
        {
            var phase = cell % CellsPerStep;
            var before = (cell / CellsPerStep) + (int)Math.Floor(Offset(phase)) - 1;
            for (var k = 0; k < Points; k++)
            {
                ofPoints[Math.Clamp(before + k, 0, _points - 1)] += ofCells[cell] * _weights[phase][k];
            }
        }
    }

    /// <summary>How far the centre of a point's cell is from the point, in steps.</summary>
    private double Offset(int cell) => ((cell + 0.5) / CellsPerStep) - 0.5;

    private static double[] Weights(double t) =>
    [
        -0.5 * t * (1.0 - t) * (1.0 - t),
        1.0 + (t * t * ((1.5 * t) - 2.5)),
        0.5 * t * (1.0 + (t * (4.0 - (3.0 * t)))),
        0.5 * t * t * (t - 1.0),
    ];
}
