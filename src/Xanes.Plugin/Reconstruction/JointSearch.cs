namespace Xanes.Plugin.Reconstruction;

/// <summary>
/// Searches all coordinates at once: projections from random directions; where they come to rest at a wrong assignment of
/// distances, one or two atoms get new directions and the projections go on from there, as long as that helps now and then.
/// </summary>
internal sealed class JointSearch : IClusterSearch
{
    private const int RelaxSteps = 300;

    /// <summary>After so many steps the projections' mean square distance tells whether a start is worth going on.</summary>
    private const int JudgedStep = 100;

    private const float HopelessGap = 5e-3f;

    /// <summary>Below this mean square distance (Å²) the positions themselves are looked at.</summary>
    private const float PromisingGap = 4e-4f;

    private const int DescentSteps = 20;

    /// <summary>The number of changes in a row without a gain that ends a start.</summary>
    private const int Patience = 30;

    private const int MostChanges = 400;

    /// <summary>The search accepts what is near (a tenth of a bin outside), and aims a little nearer than that.</summary>
    private const double SearchMargin = -0.08;

    private readonly DistanceProjection _projection;
    private readonly DistanceIntervals _intervals;
    private readonly DistanceFit _fit;
    private readonly BinPolish _polish;
    private readonly NodePositions _trial;
    private readonly double[] _radii;

    /// <summary>Makes room for a search.</summary>
    public JointSearch(DistanceTargets targets)
    {
        _projection = new DistanceProjection(targets);
        _intervals = targets.Intervals(SearchMargin);
        _fit = new DistanceFit(targets);
        _polish = new BinPolish(targets);
        _trial = new NodePositions(targets.AtomCount);
        _radii = targets.RadialCentres();
        Positions = new NodePositions(targets.AtomCount);
    }

    /// <inheritdoc/>
    public NodePositions Positions { get; }

    /// <inheritdoc/>
    public double Misfit { get; private set; }

    /// <inheritdoc/>
    public bool IsNear { get; private set; }

    /// <inheritdoc/>
    public bool Run(Random random, Func<bool> shouldStop)
    {
        for (var node = 1; node <= _radii.Length; node++)
        {
            _trial.PlaceAtRandom(node, _radii[node - 1], random);
        }

        var found = Settle();
        Keep();
        var changes = 0;
        for (var vain = 0; !found && vain < Patience && changes < MostChanges && !shouldStop(); vain++, changes++)
        {
            _trial.CopyFrom(Positions);
            Change(random);
            found = Settle();
            if (found || _fit.Misfit < Misfit)
            {
                Keep();
                vain = 0;
            }
        }

        return found;
    }

    private void Keep()
    {
        Positions.CopyFrom(_trial);
        Misfit = _fit.Misfit;
        IsNear = _fit.IsNear;
    }

    /// <summary>Two atoms swap directions, or one or two get new ones.</summary>
    private void Change(Random random)
    {
        var kind = random.Next(4);
        var node = 1 + random.Next(_radii.Length);
        var other = 1 + random.Next(_radii.Length);
        if (kind == 0)
        {
            _trial.SwapDirections(node, other);
            return;
        }

        _trial.PlaceAtRandom(node, _trial.Distance(0, node), random);
        if (kind == 1)
        {
            _trial.PlaceAtRandom(other, _trial.Distance(0, other), random);
        }
    }

    /// <summary>Runs the projections from the trial positions to a rest.</summary>
    /// <returns>Whether the rest is a solution.</returns>
    private bool Settle()
    {
        Approach();
        if (!_fit.IsNear || !_polish.TryRun(_trial))
        {
            return false;
        }

        _fit.Measure(_trial);
        return true;
    }

    /// <summary>Ends with the trial positions measured.</summary>
    private void Approach()
    {
        _projection.Start(_trial);
        for (var step = 0; step < RelaxSteps; step++)
        {
            var gap = _projection.Relax(_intervals, _trial);
            if (step == JudgedStep && gap > HopelessGap)
            {
                break;
            }

            if (gap < PromisingGap)
            {
                _fit.Measure(_trial);
                if (_fit.IsNear)
                {
                    return;
                }
            }
        }

        for (var step = 0; step < DescentSteps; step++)
        {
            _projection.Descend(_intervals, _trial);
        }

        _fit.Measure(_trial);
    }
}
