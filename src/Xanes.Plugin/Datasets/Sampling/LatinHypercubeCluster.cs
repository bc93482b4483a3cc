using MathNet.Numerics.Random;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>
/// Makes a cluster of a point of the unit cube: its counts, windows, distances and directions. An atom that comes too close to another
/// keeps its distance to the absorber and takes another direction.
/// </summary>
internal sealed class LatinHypercubeCluster(ClusterRecipe recipe)
{
    private const int DimensionsOfAnAtom = 4;
    private const int Attempts = 500;

    /// <summary>How many numbers a point has.</summary>
    public int Dimensions { get; } = recipe.Counts.Count + (recipe.Counts.Sum(range => range.Most) * DimensionsOfAnAtom);

    /// <summary>The cluster of a point; null where its atoms find no room or make none.</summary>
    public SampledStructure? TryBuild(ReadOnlySpan<double> point, MersenneTwister random)
    {
        var numbers = new int[recipe.Counts.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = recipe.Counts[i].Least + (int)(point[i] * (recipe.Counts[i].Most - recipe.Counts[i].Least + 1));
        }

        if (!recipe.Admits(numbers))
        {
            return null;
        }

        var group = new AtomGroup(recipe.Absorber, recipe.Rounding);
        var first = recipe.Counts.Count;
        foreach (var (range, number) in recipe.Counts.Zip(numbers))
        {
            for (var i = 0; i < number; i++)
            {
                if (!TryPlace(group, range.AtomicNumber, point.Slice(first + (i * DimensionsOfAnAtom), DimensionsOfAnAtom), random))
                {
                    return null;
                }
            }

            first += range.Most * DimensionsOfAnAtom;
        }

        return new SampledStructure(group.ToStructure());
    }

    private bool TryPlace(AtomGroup group, int atomicNumber, ReadOnlySpan<double> point, MersenneTwister random)
    {
        var distance = recipe.Distance(atomicNumber, point[0], point[1]);
        var direction = Directions.Of(point[2], point[3]);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (group.TryAdd(atomicNumber, direction * distance, recipe.Distances))
            {
                return true;
            }

            direction = Directions.Of(random.NextDouble(), random.NextDouble());
        }

        return false;
    }
}
