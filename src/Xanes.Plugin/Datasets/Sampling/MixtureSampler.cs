using MathNet.Numerics.Random;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>
/// Draws clusters of elements that stand together, mixture by mixture according to their shares; the choice of the mixture and all that
/// makes up the cluster are spread evenly by one Latin hypercube.
/// </summary>
public sealed class MixtureSampler : IStructureSampler
{
    private readonly MixtureRecipe _recipe;
    private readonly LatinHypercubeCluster[] _clusters;
    private readonly int _dimensions;

    /// <summary>Takes a recipe.</summary>
    /// <exception cref="Interop.InvalidInputException">The hypercube of all clusters would be too large.</exception>
    public MixtureSampler(MixtureRecipe recipe)
    {
        _recipe = recipe;
        _clusters = [.. recipe.Mixtures.Select(mixture => new LatinHypercubeCluster(mixture.Cluster))];
        _dimensions = 1 + _clusters.Max(cluster => cluster.Dimensions);
        LatinHypercube.CheckSize(recipe.Count, _dimensions);
    }

    /// <inheritdoc/>
    public IEnumerable<SampledStructure?> Sample()
    {
        var random = new MersenneTwister(_recipe.Seed);
        while (true)
        {
            foreach (var point in LatinHypercube.Draw(_recipe.Count, _dimensions, random))
            {
                yield return _clusters[MixtureAt(point[0])].TryBuild(point.AsSpan(1), random);
            }
        }
    }

    private int MixtureAt(double number)
    {
        var rest = number * _recipe.Mixtures.Sum(mixture => mixture.Share);
        var chosen = 0;
        while (chosen < _recipe.Mixtures.Count - 1 && (rest -= _recipe.Mixtures[chosen].Share) >= 0.0)
        {
            chosen++;
        }

        return chosen;
    }
}
