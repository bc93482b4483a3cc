using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Xanes.Plugin.Reconstruction;

/// <summary>
/// Searches by projections between two sets that are simple each for itself: vectors between nodes whose lengths, sorted, lie
/// in their intervals (any vectors), and vectors that are differences of positions (any lengths). The nearest point of the
/// first is found by sorting, which assigns distances to pairs; that of the second by least squares. The reflect-reflect-relax
/// rule of these projections (V. Elser's difference map, "divide and concur") moves through the wrong assignments and
/// rests where both sets meet. The vectors of pairs (i, j > i) stand in rows i, padded to whole vectors of eight; nothing is
/// allocated after construction.
/// </summary>
internal sealed class DistanceProjection
{
    /// <summary>The step of the relaxation; measured best of 0.3 to 1.</summary>
    private const float Relaxation = 0.5f;

    /// <summary>The weight of the vectors from the absorber, whose bins are the narrower ones.</summary>
    private const float AbsorberWeight = 2.0f;

    private const float ShortestLength = 1e-12f;

    private readonly int _nodes;
    private readonly int _stride;
    private readonly int[] _groupStarts;
    private readonly int[] _order;
    private readonly float[] _x;
    private readonly float[] _y;
    private readonly float[] _z;
    private readonly float[] _length;
    private readonly float[] _target;
    private readonly float[] _isPair;
    private readonly float[] _sumX;
    private readonly float[] _sumY;
    private readonly float[] _sumZ;

    /// <summary>Makes room for a search.</summary>
    public DistanceProjection(DistanceTargets targets)
    {
        _nodes = targets.AtomCount + 1;
        _stride = NodePositions.PaddedLength(targets.AtomCount);
        var size = _nodes * _stride;
        _x = new float[size];
        _y = new float[size];
        _z = new float[size];
        _length = new float[size];
        _target = new float[size];
        _isPair = new float[size];
        _sumX = new float[_stride];
        _sumY = new float[_stride];
        _sumZ = new float[_stride];
        _groupStarts = [.. targets.Groups.ToArray().Select(group => group.Start), targets.DistanceCount];
        _order = [.. targets.Groups.ToArray().SelectMany(group => group.Pairs).Select(pair => (pair.A * _stride) + pair.B)];
        foreach (var place in _order)
        {
            _isPair[place] = 1.0f;
        }
    }

    /// <summary>Takes the differences of positions as the vectors.</summary>
    public void Start(NodePositions positions)
    {
        for (var row = 0; row < _nodes - 1; row++)
        {
            var x = Vector256.Create(positions.X[row]);
            var y = Vector256.Create(positions.Y[row]);
            var z = Vector256.Create(positions.Z[row]);
            for (var column = FirstColumn(row); column < _stride; column += 8)
            {
                var place = (row * _stride) + column;
                var isPair = At(_isPair, place);
                Set(_x, place, (At(positions.X, column) - x) * isPair);
                Set(_y, place, (At(positions.Y, column) - y) * isPair);
                Set(_z, place, (At(positions.Z, column) - z) * isPair);
            }
        }
    }

    /// <summary>One reflect-reflect-relax step.</summary>
    /// <param name="intervals">The intervals of the sorted distances.</param>
    /// <param name="positions">Takes the positions of the second projection.</param>
    /// <returns>The mean square distance of the two projections in Å²: 0 where both sets meet.</returns>
    public float Relax(DistanceIntervals intervals, NodePositions positions)
    {
        Measure();
        AssignTargets(intervals);
        Concur(2.0f, 1.0f, positions);
        return Move(Relaxation, positions);
    }

    /// <summary>One step of alternating projections, which goes downhill to the nearest rest.</summary>
    /// <inheritdoc cref="Relax"/>
    public float Descend(DistanceIntervals intervals, NodePositions positions)
    {
        Measure();
        AssignTargets(intervals);
        Concur(1.0f, 0.0f, positions);
        var gap = Move(0.0f, positions);
        Start(positions);
        return gap;
    }

    private static Vector256<float> At(float[] values, int place) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)place);

    private static void Set(float[] values, int place, Vector256<float> value) =>
        value.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)place);

    /// <summary>The first whole vector of a row that holds a pair.</summary>
    private static int FirstColumn(int row) => (row + 1) & ~7;

    private void Measure()
    {
        for (var row = 0; row < _nodes - 1; row++)
        {
            for (var column = FirstColumn(row); column < _stride; column += 8)
            {
                var place = (row * _stride) + column;
                var x = At(_x, place);
                var y = At(_y, place);
                var z = At(_z, place);
                Set(_length, place, Vector256.Sqrt((x * x) + (y * y) + (z * z)));
            }
        }
    }

    /// <summary>Sorts each group, starting from the order of the step before, and clamps each length to its interval.</summary>
    private void AssignTargets(DistanceIntervals intervals)
    {
        var order = _order;
        var length = _length;
        var lower = intervals.Lower;
        var upper = intervals.Upper;
        for (var group = 0; group < _groupStarts.Length - 1; group++)
        {
            var start = _groupStarts[group];
            var end = _groupStarts[group + 1];
            for (var slot = start + 1; slot < end; slot++)
            {
                var place = order[slot];
                var value = length[place];
                var gap = slot;
                while (gap > start && length[order[gap - 1]] > value)
                {
                    order[gap] = order[gap - 1];
                    gap--;
                }

                order[gap] = place;
            }

            for (var slot = start; slot < end; slot++)
            {
                var place = order[slot];
                _target[place] = Math.Min(Math.Max(length[place], lower[slot]), upper[slot]);
            }
        }
    }

    /// <summary>Least-squares positions for the vectors projected * P - present * x, where P is the first projection of x.</summary>
    private void Concur(float projected, float present, NodePositions positions)
    {
        Array.Clear(_sumX);
        Array.Clear(_sumY);
        Array.Clear(_sumZ);
        var (totalX, totalY, totalZ) = (0.0f, 0.0f, 0.0f);
        for (var row = 0; row < _nodes - 1; row++)
        {
            var weight = Vector256.Create(row == 0 ? AbsorberWeight : 1.0f);
            var (rowX, rowY, rowZ) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
            for (var column = FirstColumn(row); column < _stride; column += 8)
            {
                var place = (row * _stride) + column;
                var ratio = At(_target, place) / Vector256.Max(At(_length, place), Vector256.Create(ShortestLength));
                var factor = (ratio * projected) - Vector256.Create(present);
                var x = At(_x, place) * factor;
                var y = At(_y, place) * factor;
                var z = At(_z, place) * factor;
                rowX += x;
                rowY += y;
                rowZ += z;
                Set(_sumX, column, At(_sumX, column) + (x * weight));
                Set(_sumY, column, At(_sumY, column) + (y * weight));
                Set(_sumZ, column, At(_sumZ, column) + (z * weight));

                // Later only the ratio is needed.
                Set(_length, place, ratio);
            }

            if (row == 0)
            {
                (totalX, totalY, totalZ) = (Vector256.Sum(rowX), Vector256.Sum(rowY), Vector256.Sum(rowZ));
            }
            else
            {
                _sumX[row] -= Vector256.Sum(rowX);
                _sumY[row] -= Vector256.Sum(rowY);
                _sumZ[row] -= Vector256.Sum(rowZ);
            }
        }

        var share = 1.0f / (_nodes - 1 + AbsorberWeight);
        for (var node = 1; node < _nodes; node++)
        {
            positions.X[node] = (_sumX[node] + totalX) * share;
            positions.Y[node] = (_sumY[node] + totalY) * share;
            positions.Z[node] = (_sumZ[node] + totalZ) * share;
        }
    }

    /// <summary>Moves the vectors by a share of the way from the first to the second projection.</summary>
    /// <returns>The mean square length of that way.</returns>
    private float Move(float share, NodePositions positions)
    {
        var squares = Vector256<float>.Zero;
        for (var row = 0; row < _nodes - 1; row++)
        {
            var rowX = Vector256.Create(positions.X[row]);
            var rowY = Vector256.Create(positions.Y[row]);
            var rowZ = Vector256.Create(positions.Z[row]);
            for (var column = FirstColumn(row); column < _stride; column += 8)
            {
                var place = (row * _stride) + column;
                var ratio = At(_length, place);
                var isPair = At(_isPair, place);
                var x = At(_x, place);
                var y = At(_y, place);
                var z = At(_z, place);
                var wayX = (At(positions.X, column) - rowX - (x * ratio)) * isPair;
                var wayY = (At(positions.Y, column) - rowY - (y * ratio)) * isPair;
                var wayZ = (At(positions.Z, column) - rowZ - (z * ratio)) * isPair;
                squares += (wayX * wayX) + (wayY * wayY) + (wayZ * wayZ);
                Set(_x, place, x + (wayX * share));
                Set(_y, place, y + (wayY * share));
                Set(_z, place, z + (wayZ * share));
            }
        }

        return Vector256.Sum(squares) / _order.Length;
    }
}
