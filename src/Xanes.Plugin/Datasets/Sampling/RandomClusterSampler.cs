using MathNet.Numerics.Random;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>Draws clusters whose counts, distances and directions are uniform and independent.</summary>
public sealed class RandomClusterSampler(ClusterRecipe recipe) : IStructureSampler
{
    private const int Attempts = 1000;

    /// <inheritdoc/>
    public IEnumerable<SampledStructure?> Sample()
    {
        var random = new MersenneTwister(recipe.Seed);
        while (true)
        {
            var numbers = recipe.Counts.Select(range => random.Next(range.Least, range.Most + 1)).ToArray();
            yield return recipe.Admits(numbers) ? TryBuild(numbers, random) : null;
        }
    }

    private SampledStructure? TryBuild(int[] numbers, MersenneTwister random)
    {
        var group = new AtomGroup(recipe.Absorber, recipe.Rounding);
        foreach (var (range, number) in recipe.Counts.Zip(numbers))
        {
            for (var i = 0; i < number; i++)
            {
                if (!TryPlace(group, range.AtomicNumber, random))
                {
                    return null;
                }
            }
        }

        return new SampledStructure(group.ToStructure());
    }

    private bool TryPlace(AtomGroup group, int atomicNumber, MersenneTwister random)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var distance = recipe.Distance(atomicNumber, random.NextDouble(), random.NextDouble());
            var direction = Directions.Of(random.NextDouble(), random.NextDouble());
            if (group.TryAdd(atomicNumber, direction * distance, recipe.Distances))
            {
                return true;
            }
        }

        return false;
    }
}
