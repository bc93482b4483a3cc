using MathNet.Numerics.LinearAlgebra;
using Xanes.Interop;

namespace Xanes.Plugin.Models;

/// <summary>
/// One kind of structure among the training data as a normal distribution of cluster summaries (D features). The distance of a
/// cluster is Mahalanobis' in units of the component's limit.
/// </summary>
public sealed class DomainComponent
{
    private readonly double[] _mean;
    private readonly double[] _whitening;

    /// <summary>Makes a component.</summary>
    /// <param name="name">The set, or set/group, that it describes.</param>
    /// <param name="count">The number of training structures in it.</param>
    /// <param name="limit">The Mahalanobis distance up to which a cluster belongs to it.</param>
    /// <param name="mean">The mean summary, [D].</param>
    /// <param name="covariance">The lower triangle of the summaries' covariance, row after row, [D (D + 1) / 2].</param>
    /// <exception cref="InvalidInputException">Lengths do not fit, or the covariance is not positive definite.</exception>
    public DomainComponent(string name, int count, double limit, double[] mean, double[] covariance)
    {
        var size = mean.Length;
        if (covariance.Length != size * (size + 1) / 2 || !(limit > 0.0))
        {
            throw new InvalidInputException($"domain component '{name}': its mean, covariance and limit do not fit each other; train the model anew");
        }

        Name = name;
        Count = count;
        Limit = limit;
        _mean = mean;
        Covariance = covariance;
        _whitening = Whitening(name, covariance, size, limit);
    }

    /// <summary>The set, or set/group, that it describes.</summary>
    public string Name { get; }

    /// <summary>The number of training structures in it.</summary>
    public int Count { get; }

    /// <summary>The Mahalanobis distance up to which a cluster belongs to it.</summary>
    public double Limit { get; }

    /// <summary>The mean summary.</summary>
    public IReadOnlyList<double> Mean => _mean;

    /// <summary>The lower triangle of the covariance, row after row.</summary>
    public IReadOnlyList<double> Covariance { get; }

    /// <summary>The squared distance of a summary in units of the limit.</summary>
    /// <param name="features">The summary, [D].</param>
    /// <param name="enough">A value above which the exact one does not matter; the answer may then be any value above it.</param>
    public double SquaredDistance(ReadOnlySpan<double> features, double enough = double.PositiveInfinity)
    {
        Span<double> offset = stackalloc double[features.Length];
        var total = 0.0;
        var entry = 0;
        for (var row = 0; row < features.Length; row++)
        {
            offset[row] = features[row] - _mean[row];
            var sum = 0.0;
            for (var column = 0; column <= row; column++)
            {
                sum += _whitening[entry++] * offset[column];
            }

            total += sum * sum;
            if (total > enough)
            {
                return total;
            }
        }

        return total;
    }

    /// <summary>The lower triangle of L^-1 / limit, where L L^T is the covariance.</summary>
    private static double[] Whitening(string name, double[] covariance, int size, double limit)
    {
        var full = Matrix<double>.Build.Dense(
            size, size, (row, column) => covariance[(Math.Max(row, column) * (Math.Max(row, column) + 1) / 2) + Math.Min(row, column)]);
        try
        {
            var inverse = full.Cholesky().Factor.Inverse();
            return [.. Enumerable.Range(0, size).SelectMany(row => Enumerable.Range(0, row + 1).Select(column => inverse[row, column] / limit))];
        }
        catch (ArgumentException fault)
        {
            throw new InvalidInputException($"domain component '{name}': its covariance is not positive definite; train the model anew", fault);
        }
    }
}
