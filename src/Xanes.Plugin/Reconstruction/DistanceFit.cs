namespace Xanes.Plugin.Reconstruction;

/// <summary>Compares the sorted distances of positions with the intervals that they must lie in.</summary>
internal sealed class DistanceFit(DistanceTargets targets)
{
    /// <summary>The farthest that a distance may lie outside its bin, in bin widths, where its count is near.</summary>
    public const double NearTolerance = 0.1;

    private readonly double[] _sorted = new double[targets.DistanceCount];

    /// <summary>The sum of squares of how far the sorted distances lie outside their intervals, in Å².</summary>
    public double Misfit { get; private set; }

    /// <summary>The farthest that a sorted distance lies outside its interval, in bin widths; 0 where all lie inside.</summary>
    public double Farthest { get; private set; }

    /// <summary>Whether every distance lies inside its bin or near enough to it.</summary>
    public bool IsNear => Farthest <= NearTolerance;

    /// <summary>The root mean square difference of the sorted distances to their bins' centres, in Å.</summary>
    public double RootMeanSquare
    {
        get
        {
            var sum = 0.0;
            for (var slot = 0; slot < _sorted.Length; slot++)
            {
                var difference = _sorted[slot] - ((targets.Lower[slot] + targets.Upper[slot]) / 2.0);
                sum += difference * difference;
            }

            return _sorted.Length > 0 ? Math.Sqrt(sum / _sorted.Length) : 0.0;
        }
    }

    /// <summary>Measures positions.</summary>
    public void Measure(NodePositions positions)
    {
        Misfit = 0.0;
        Farthest = 0.0;
        foreach (var group in targets.Groups)
        {
            var distances = _sorted.AsSpan(group.Start, group.Pairs.Length);
            for (var i = 0; i < distances.Length; i++)
            {
                var (a, b) = group.Pairs[i];
                distances[i] = positions.Distance(a, b);
            }

            distances.Sort();
            for (var slot = group.Start; slot < group.End; slot++)
            {
                var lower = targets.Lower[slot];
                var upper = targets.Upper[slot];
                var outside = Math.Max(0.0, Math.Max(lower - _sorted[slot], _sorted[slot] - upper));
                Misfit += outside * outside;
                Farthest = Math.Max(Farthest, outside / (upper - lower));
            }
        }
    }
}
