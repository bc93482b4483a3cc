using MathNet.Numerics.LinearAlgebra;

namespace Xanes.Plugin.Mixtures;

/// <summary>Least squares of a target by subsets of candidates, from their scalar products alone.</summary>
/// <param name="gram">The scalar products of every two candidates, [c,c].</param>
/// <param name="projections">Those of each candidate and the target, [c].</param>
/// <param name="square">That of the target with itself.</param>
/// <param name="sumToOne">Whether fractions add up to 1.</param>
internal sealed class SubsetSolver(Matrix<double> gram, double[] projections, double square, bool sumToOne)
{
    private const double LeastConditioning = 1e-12;

    /// <summary>The fractions of a subset and the sum of squared residuals; null where they are not all positive, or not unique.</summary>
    /// <remarks>
    /// A least-squares problem with fractions that must not be negative has its solution in that subset which is left when the zero ones
    /// are taken out, where it is the free solution; so trying all subsets finds it.
    /// </remarks>
    public (double[] Fractions, double SumOfSquares)? Solve(int[] subset)
    {
        var (matrix, right) = System(subset);
        var decomposed = matrix.LU();
        if (Math.Abs(decomposed.Determinant) < LeastConditioning * subset.Aggregate(1.0, (product, i) => product * gram[i, i]))
        {
            return null;
        }

        var solution = decomposed.Solve(right);
        var fractions = new double[subset.Length];
        var sum = square;
        for (var i = 0; i < subset.Length; i++)
        {
            if (!(solution[i] > 0.0))
            {
                return null;
            }

            fractions[i] = solution[i];
            sum -= 2.0 * solution[i] * projections[subset[i]];
            for (var j = 0; j < subset.Length; j++)
            {
                sum += solution[i] * solution[j] * gram[subset[i], subset[j]];
            }
        }

        return (fractions, Math.Max(0.0, sum));
    }

    /// <summary>The standard deviations of a subset's fractions.</summary>
    /// <param name="subset">The subset.</param>
    /// <param name="variance">The variance of each point of the target.</param>
    public double[] Deviations(int[] subset, double variance)
    {
        var inverse = System(subset).Matrix.Inverse();
        return [.. Enumerable.Range(0, subset.Length).Select(i => Math.Sqrt(Math.Max(0.0, variance * inverse[i, i])))];
    }

    /// <summary>The normal equations, with Lagrange's multiplier where fractions add up to 1.</summary>
    private (Matrix<double> Matrix, Vector<double> Right) System(int[] subset)
    {
        var size = subset.Length + (sumToOne ? 1 : 0);
        var matrix = Matrix<double>.Build.Dense(size, size, (row, column) => (row < subset.Length, column < subset.Length) switch
        {
            (true, true) => gram[subset[row], subset[column]],
            (false, false) => 0.0,
            _ => 1.0,
        });
        var right = Vector<double>.Build.Dense(size, row => row < subset.Length ? projections[subset[row]] : 1.0);
        return (matrix, right);
    }
}
