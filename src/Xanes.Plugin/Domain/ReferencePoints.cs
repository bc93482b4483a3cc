using System.Runtime.Intrinsics;

namespace Xanes.Plugin.Domain;

/// <summary>Chooses points that stand for many: the means that Lloyd's algorithm comes to from starting points far apart (k-means++).</summary>
internal static class ReferencePoints
{
    private const int Rounds = 12;

    /// <summary>Chooses points; the same rows give the same points.</summary>
    /// <param name="rows">The rows, at least one.</param>
    /// <param name="count">The largest number of points.</param>
    public static float[][] Choose(IReadOnlyList<float[]> rows, int count)
    {
        var points = Start(rows, Math.Min(count, rows.Count));
        for (var round = 0; round < Rounds; round++)
        {
            var sums = points.Select(point => new double[point.Length]).ToArray();
            var members = new int[points.Length];
            foreach (var row in rows)
            {
                var (nearest, _) = Nearest(row, points);
                members[nearest]++;
                for (var feature = 0; feature < row.Length; feature++)
                {
                    sums[nearest][feature] += row[feature];
                }
            }

            for (var point = 0; point < points.Length; point++)
            {
                points[point] = members[point] == 0 ? points[point] : [.. sums[point].Select(sum => (float)(sum / members[point]))];
            }
        }

        return points;
    }

    /// <summary>The distance of a row to the nearest of some points.</summary>
    public static double Distance(float[] row, float[][] points) => Math.Sqrt(Nearest(row, points).Square);

    private static float[][] Start(IReadOnlyList<float[]> rows, int count)
    {
        var random = new Random(0);
        var points = new List<float[]> { rows[random.Next(rows.Count)] };
        var squares = new double[rows.Count];
        Array.Fill(squares, double.PositiveInfinity);
        while (points.Count < count)
        {
            for (var row = 0; row < squares.Length; row++)
            {
                squares[row] = Math.Min(squares[row], Square(rows[row], points[^1]));
            }

            var left = random.NextDouble() * squares.Sum();
            var next = 0;
            while (next < squares.Length - 1 && (left -= squares[next]) > 0.0)
            {
                next++;
            }

            points.Add(rows[next]);
        }

        return [.. points];
    }

    private static (int Point, double Square) Nearest(float[] row, float[][] points)
    {
        var (nearest, smallest) = (0, double.PositiveInfinity);
        for (var point = 0; point < points.Length; point++)
        {
            var square = Square(row, points[point]);
            if (square < smallest)
            {
                (nearest, smallest) = (point, square);
            }
        }

        return (nearest, smallest);
    }

    /// <summary>The squared distance of two rows, whose length is a multiple of eight.</summary>
    private static double Square(float[] first, float[] second)
    {
        var sum = Vector256<float>.Zero;
        for (var feature = 0; feature < first.Length; feature += Vector256<float>.Count)
        {
            var difference = Vector256.Create(first, feature) - Vector256.Create(second, feature);
            sum += difference * difference;
        }

        return Vector256.Sum(sum);
    }
}
