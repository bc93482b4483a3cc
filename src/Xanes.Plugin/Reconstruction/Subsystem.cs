using MathNet.Numerics.LinearAlgebra;

namespace Xanes.Plugin.Reconstruction;

/// <summary>The atoms of one element around the absorber, for the two-stage search.</summary>
/// <param name="targets">What their distances must be.</param>
/// <param name="firstNode">The first of their nodes in the whole cluster.</param>
internal sealed class Subsystem(DistanceTargets targets, int firstNode)
{
    private readonly DistanceProjection _projection = new(targets);
    private readonly DistanceIntervals _centres = targets.Intervals(0.5);
    private readonly DistanceFit _fit = new(targets);
    private readonly NodePositions _trial = new(targets.AtomCount);
    private readonly double[] _radii = targets.RadialCentres();

    /// <summary>The first of its nodes in the whole cluster.</summary>
    public int FirstNode => firstNode;

    /// <summary>Varies the directions from random starts until the sorted distances match, or keeps the best of all tries.</summary>
    /// <returns>Positions around the absorber in Å, [n,3].</returns>
    public Matrix<double> Solve(Random random, int tries, int steps, Func<bool> shouldStop)
    {
        var best = new NodePositions(targets.AtomCount);
        var least = double.PositiveInfinity;
        for (var i = 0; i < tries && least > 0.0; i++)
        {
            Try(random, steps);
            if (_fit.Misfit < least)
            {
                least = _fit.IsNear ? 0.0 : _fit.Misfit;
                best.CopyFrom(_trial);
            }

            if (shouldStop())
            {
                break;
            }
        }

        return Matrix<double>.Build.Dense(
            targets.AtomCount, 3, (row, column) => (column == 0 ? best.X : column == 1 ? best.Y : best.Z)[row + 1]);
    }

    private void Try(Random random, int steps)
    {
        for (var node = 1; node <= _radii.Length; node++)
        {
            _trial.PlaceAtRandom(node, _radii[node - 1], random);
        }

        for (var step = 0; step < steps; step++)
        {
            _projection.Start(_trial);
            _projection.Descend(_centres, _trial);
            for (var node = 1; node <= _radii.Length; node++)
            {
                _trial.PutAtRadius(node, _radii[node - 1]);
            }
        }

        _fit.Measure(_trial);
    }
}
