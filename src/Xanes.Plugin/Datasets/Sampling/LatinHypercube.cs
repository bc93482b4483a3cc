using MathNet.Numerics.Random;
using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>Points of which each dimension's values fall one into each of as many equal parts of 0 to 1 as there are points.</summary>
internal static class LatinHypercube
{
    /// <summary>The most numbers that one hypercube may hold: 400 MB.</summary>
    private const long MostNumbers = 50_000_000;

    /// <summary>Refuses a hypercube that does not fit into memory.</summary>
    /// <exception cref="InvalidInputException">It would be too large.</exception>
    public static void CheckSize(int count, int dimensions)
    {
        if ((long)count * dimensions > MostNumbers)
        {
            throw new InvalidInputException(
                $"a Latin hypercube of {count} clusters takes {dimensions} numbers each, more than {MostNumbers:N0} together; " +
                "lower 'count' or the numbers of 'atoms', or take 'sampling: random'");
        }
    }

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
