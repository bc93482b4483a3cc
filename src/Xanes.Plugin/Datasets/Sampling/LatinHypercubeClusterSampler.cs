using MathNet.Numerics.Random;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>
/// Draws clusters whose counts, windows, distances and directions are spread evenly by a Latin hypercube. An atom that comes
/// too close to another keeps its distance to the absorber and takes another direction.
/// </summary>
public sealed class LatinHypercubeClusterSampler(ClusterRecipe recipe) : IStructureSampler
{
    private const int DimensionsOfAnAtom = 4;
    private const int Attempts = 500;

    /// <inheritdoc/>
    public IEnumerable<SampledStructure> Sample()
    {
        var random = new MersenneTwister(recipe.Seed);
        var atoms = recipe.Counts.Sum(range => range.Most);
        while (true)
        {
            foreach (var point in LatinHypercube.Draw(recipe.Count, recipe.Counts.Count + (atoms * DimensionsOfAnAtom), random))
            {
                if (TryBuild(point, random) is { } structure)
                {
                    yield return structure;
                }
            }
        }
    }

    private SampledStructure? TryBuild(double[] point, MersenneTwister random)
    {
        var numbers = recipe.Counts.Select((range, i) => range.Least + (int)(point[i] * (range.Most - range.Least + 1))).ToArray();
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
                if (!TryPlace(group, range.AtomicNumber, point.AsSpan(first + (i * DimensionsOfAnAtom), DimensionsOfAnAtom), random))
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
