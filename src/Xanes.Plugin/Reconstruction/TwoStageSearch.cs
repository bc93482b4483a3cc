using MathNet.Numerics.LinearAlgebra;
using Xanes.Plugin.Descriptors;

namespace Xanes.Plugin.Reconstruction;

/// <summary>
/// The paper's way (docs/reconstruction.md): for each element alone the directions that match its sorted distances, at radii that
/// its bins give; then the elements' subsystems, rigid, are turned about the absorber until the mixed distances match; then all
/// coordinates are polished.
/// </summary>
internal sealed class TwoStageSearch : IClusterSearch
{
    private const int SubsystemTries = 100;

    private const int SubsystemSteps = 200;

    private const int Dockings = 30;

    private const int DockingSteps = 40;

    private const int PolishSteps = 200;

    private readonly DistanceProjection _projection;
    private readonly DistanceIntervals _centres;
    private readonly DistanceIntervals _bins;
    private readonly DistanceFit _fit;
    private readonly BinPolish _polish;
    private readonly NodePositions _trial;
    private readonly NodePositions _docked;
    private readonly Subsystem[] _subsystems;

    /// <summary>Makes room for a search.</summary>
    public TwoStageSearch(DescriptorCounts counts, PairRdfSpec spec, DistanceTargets targets)
    {
        _projection = new DistanceProjection(targets);
        _centres = targets.Intervals(0.5);
        _bins = targets.Intervals(0.0);
        _fit = new DistanceFit(targets);
        _polish = new BinPolish(targets);
        _trial = new NodePositions(targets.AtomCount);
        _docked = new NodePositions(targets.AtomCount);
        Positions = new NodePositions(targets.AtomCount);
        var firstNode = 1;
        var subsystems = new List<Subsystem>();
        for (var species = 0; species < spec.Cluster.Elements.Count; species++)
        {
            var own = DistanceTargets.OfSpecies(counts, spec, species);
            if (own.AtomCount > 0)
            {
                subsystems.Add(new Subsystem(own, firstNode));
                firstNode += own.AtomCount;
            }
        }

        _subsystems = [.. subsystems];
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
        Misfit = double.PositiveInfinity;
        var subsystems = _subsystems.Select(subsystem => subsystem.Solve(random, SubsystemTries, SubsystemSteps, shouldStop)).ToArray();
        for (var docking = 0; docking < Dockings && !shouldStop(); docking++)
        {
            Dock(subsystems, random);
            Polish();
            var found = _fit.IsNear && _polish.TryRun(_trial);
            _fit.Measure(_trial);
            if (_fit.Misfit < Misfit)
            {
                Misfit = _fit.Misfit;
                IsNear = _fit.IsNear;
                Positions.CopyFrom(_trial);
            }

            if (found)
            {
                return true;
            }
        }

        return false;
    }

    private void Dock(Matrix<double>[] subsystems, Random random)
    {
        for (var i = 0; i < subsystems.Length; i++)
        {
            Put(subsystems[i] * RandomTurn(random), _subsystems[i].FirstNode, _docked);
        }

        for (var step = 0; step < DockingSteps && subsystems.Length > 1; step++)
        {
            _projection.Start(_docked);
            _projection.Descend(_centres, _trial);
            for (var i = 0; i < subsystems.Length; i++)
            {
                var onto = Get(_trial, _subsystems[i].FirstNode, subsystems[i].RowCount);
                var present = Get(_docked, _subsystems[i].FirstNode, subsystems[i].RowCount);
                Put(present * Superposition.Turn(present, onto, allowReflection: false), _subsystems[i].FirstNode, _docked);
            }
        }
    }

    private void Polish()
    {
        _trial.CopyFrom(_docked);
        _projection.Start(_trial);
        for (var step = 0; step < PolishSteps; step++)
        {
            _projection.Descend(_bins, _trial);
        }

        _fit.Measure(_trial);
    }

    /// <summary>A random rotation, or as often one with a reflection: each subsystem is known but for its mirror image.</summary>
    private static Matrix<double> RandomTurn(Random random) =>
        Matrix<double>.Build.Dense(3, 3, (_, _) => Normal(random)).GramSchmidt().Q;

    private static double Normal(Random random) =>
        Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(2.0 * Math.PI * random.NextDouble());

    private static Matrix<double> Get(NodePositions positions, int first, int count) =>
        Matrix<double>.Build.Dense(count, 3, (row, column) => (column == 0 ? positions.X : column == 1 ? positions.Y : positions.Z)[first + row]);

    private static void Put(Matrix<double> points, int first, NodePositions positions)
    {
        for (var row = 0; row < points.RowCount; row++)
        {
            positions.X[first + row] = (float)points[row, 0];
            positions.Y[first + row] = (float)points[row, 1];
            positions.Z[first + row] = (float)points[row, 2];
        }
    }
}
