using MathNet.Numerics.Random;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>Points of which each dimension's values fall one into each of as many equal parts of 0 to 1 as there are points.</summary>
internal static class LatinHypercube
{
    /// <summary>Draws points, [count][dimensions].</summary>
    public static double[][] Draw(int count, int dimensions, MersenneTwister random)
    {
        var points = Enumerable.Range(0, count).Select(_ => new double[dimensions]).ToArray();
        var order = Enumerable.Range(0, count).ToArray();
        for (var dimension = 0; dimension < dimensions; dimension++)
        {
            for (var i = count - 1; i > 0; i--)
            {
                var other = random.Next(i + 1);
                (order[i], order[other]) = (order[other], order[i]);
            }

            for (var point = 0; point < count; point++)
            {
                points[point][dimension] = (order[point] + random.NextDouble()) / count;
            }
        }

        return points;
    }
}
