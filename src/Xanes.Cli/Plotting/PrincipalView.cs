using MathNet.Numerics.LinearAlgebra;
using ScottPlot;
using Xanes.Interop;

namespace Xanes.Cli.Plotting;

/// <summary>A look at atoms along the direction in which they spread least about the absorber, so that few hide others.</summary>
internal sealed class PrincipalView
{
    private readonly Vector3Double _origin;
    private readonly Vector3Double _right;
    private readonly Vector3Double _up;

    private PrincipalView(Vector3Double origin, Vector3Double right, Vector3Double up)
    {
        _origin = origin;
        _right = right;
        _up = up;
    }

    /// <summary>The view of atoms, the absorber first.</summary>
    public static PrincipalView Of(AtomicStructure atoms)
    {
        var origin = atoms.Position(0);
        var points = Enumerable.Range(0, atoms.Count).Select(atom => atoms.Position(atom) - origin).Select(p => new[] { p.X, p.Y, p.Z });
        var matrix = Matrix<double>.Build.DenseOfRows(points);
        var axes = (matrix.TransposeThisAndMultiply(matrix) + 1e-9 * Matrix<double>.Build.DenseIdentity(3)).Svd().VT;
        return new PrincipalView(origin, Row(axes, 0), Row(axes, 1));
    }

    /// <summary>Where a position is seen, in Å from the absorber.</summary>
    public Coordinates Project(Vector3Double position)
    {
        var relative = position - _origin;
        return new Coordinates(_right.Dot(relative), _up.Dot(relative));
    }

    private static Vector3Double Row(Matrix<double> axes, int row) => new(axes[row, 0], axes[row, 1], axes[row, 2]);
}
