using MathNet.Numerics.Random;
using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>Draws clusters whose counts, windows, distances and directions are spread evenly by a Latin hypercube.</summary>
public sealed class LatinHypercubeClusterSampler : IStructureSampler
{
    private readonly ClusterRecipe _recipe;
    private readonly LatinHypercubeCluster _cluster;

    /// <summary>Takes a recipe.</summary>
    /// <exception cref="InvalidInputException">The hypercube of all clusters would be too large.</exception>
    public LatinHypercubeClusterSampler(ClusterRecipe recipe)
    {
        _recipe = recipe;
        _cluster = new LatinHypercubeCluster(recipe);
        LatinHypercube.CheckSize(recipe.Count, _cluster.Dimensions);
    }

    /// <inheritdoc/>
    public IEnumerable<SampledStructure?> Sample()
    {
        var random = new MersenneTwister(_recipe.Seed);
        while (true)
        {
            foreach (var point in LatinHypercube.Draw(_recipe.Count, _cluster.Dimensions, random))
            {
                yield return _cluster.TryBuild(point, random);
            }
        }
    }
}
