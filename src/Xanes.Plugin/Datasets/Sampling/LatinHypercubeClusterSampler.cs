using MathNet.Numerics.Random;
using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>
/// Draws clusters whose counts, windows, distances and directions are spread evenly by a Latin hypercube. An atom that comes
/// too close to another keeps its distance to the absorber and takes another direction.
/// </summary>
public sealed class LatinHypercubeClusterSampler : IStructureSampler
{
    /// <summary>The most numbers that one hypercube may hold: 400 MB.</summary>
    private const long MostNumbers = 50_000_000;

    private const int DimensionsOfAnAtom = 4;
    private const int Attempts = 500;

    private readonly ClusterRecipe _recipe;
    private readonly int _dimensions;

    /// <summary>Takes a recipe.</summary>
    /// <exception cref="InvalidInputException">The hypercube of all clusters would be too large.</exception>
    public LatinHypercubeClusterSampler(ClusterRecipe recipe)
    {
        _recipe = recipe;
        _dimensions = recipe.Counts.Count + (recipe.Counts.Sum(range => range.Most) * DimensionsOfAnAtom);
        if ((long)recipe.Count * _dimensions > MostNumbers)
        {
            throw new InvalidInputException(
                $"a Latin hypercube of {recipe.Count} clusters takes {_dimensions} numbers each, more than {MostNumbers:N0} together; " +
                "lower 'count' or the numbers of 'atoms', or take 'sampling: random'");
        }
    }

    /// <inheritdoc/>
    public IEnumerable<SampledStructure?> Sample()
    {
        var random = new MersenneTwister(_recipe.Seed);
        while (true)
        {
            foreach (var point in LatinHypercube.Draw(_recipe.Count, _dimensions, random))
            {
                yield return TryBuild(point, random);
            }
        }
    }

    private SampledStructure? TryBuild(double[] point, MersenneTwister random)
    {
        var numbers = _recipe.Counts.Select((range, i) => range.Least + (int)(point[i] * (range.Most - range.Least + 1))).ToArray();
        if (!_recipe.Admits(numbers))
        {
            return null;
        }

        var group = new AtomGroup(_recipe.Absorber, _recipe.Rounding);
        var first = _recipe.Counts.Count;
        foreach (var (range, number) in _recipe.Counts.Zip(numbers))
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
        var distance = _recipe.Distance(atomicNumber, point[0], point[1]);
        var direction = Directions.Of(point[2], point[3]);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (group.TryAdd(atomicNumber, direction * distance, _recipe.Distances))
            {
                return true;
            }

            direction = Directions.Of(random.NextDouble(), random.NextDouble());
        }

        return false;
    }
}
