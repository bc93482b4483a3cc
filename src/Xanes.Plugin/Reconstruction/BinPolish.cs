namespace Xanes.Plugin.Reconstruction;

/// <summary>Moves positions whose distances are in or near their bins to where they lie well inside.</summary>
internal sealed class BinPolish(DistanceTargets targets)
{
    /// <summary>Far enough from the edges that rounding cannot move a distance into another bin.</summary>
    private const double InsideMargin = 0.02;

    private const int MostSteps = 600;

    private const int StepsBetweenLooks = 10;

    private static readonly double[] CentringMargins = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45];

    private readonly DistanceProjection _projection = new(targets);
    private readonly DistanceIntervals _inside = targets.Intervals(InsideMargin);
    private readonly DistanceFit _fit = new(targets);
    private readonly NodePositions _trial = new(targets.AtomCount);

    /// <summary>Moves distances that are outside their bins into them. Keeps the positions where that does not succeed.</summary>
    /// <returns>Whether it succeeded.</returns>
    public bool TryRun(NodePositions positions)
    {
        if (!Settle(positions, _inside))
        {
            return false;
        }

        positions.CopyFrom(_trial);
        return true;
    }

    /// <summary>
    /// Moves the distances towards the middle of their bins, and above a minimum where the bins allow, as far as all can go.
    /// </summary>
    public void Centre(NodePositions positions, double minimumDistance)
    {
        foreach (var margin in CentringMargins)
        {
            var intervals = targets.Intervals(margin, minimumDistance);
            if (!Settle(positions, intervals))
            {
                return;
            }

            positions.CopyFrom(_trial);
        }
    }

    private bool Settle(NodePositions positions, DistanceIntervals intervals)
    {
        _trial.CopyFrom(positions);
        _projection.Start(_trial);
        for (var step = 1; step <= MostSteps; step++)
        {
            var gap = _projection.Relax(intervals, _trial);
            if (step % StepsBetweenLooks != 0)
            {
                continue;
            }

            _fit.Measure(_trial);
            if (_fit.Farthest == 0.0 && gap < 1e-6f)
            {
                return true;
            }
        }

        return false;
    }
}
