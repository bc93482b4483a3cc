using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>The parameters of random clusters of which each holds one of several mixtures of elements.</summary>
public sealed record MixtureRecipe
{
    private const double LargestShare = 1e6;

    private MixtureRecipe(YamlMap map, int absorber)
    {
        var faults = new FaultList(map.Source);
        Seed = faults.Try(() => map.Integer("seed"), 0);
        Count = faults.Try(() => map.Integer("count"), 1);
        if (map.Has("elements"))
        {
            faults.Add($"{map.Source}: 'elements' does not go with mixtures, which name their own; edit 'mixtures' of a preset of your own instead");
        }

        var contact = faults.Try(() => map.NumberBetween("contact", 0.5, 1.5), 1.0);
        var own = map.Has("minimum_distances")
            ? faults.Try(() => MinimumDistances.From(map.Map("minimum_distances")), MinimumDistances.None)
            : MinimumDistances.None;
        var mixtures = faults.Try<IReadOnlyList<YamlMap>>(() => [.. map.Maps("mixtures")], []);
        if (mixtures.Count == 0)
        {
            faults.Add($"{map.Source}: 'mixtures' is empty; add one, such as - {{share: 1, atoms: {{O: [1, 6]}}}}");
        }

        Mixtures =
        [
            .. mixtures.Select(mixture => faults.Try<Mixture?>(
                () => new Mixture(mixture.NumberBetween("share", 1e-6, LargestShare), ClusterRecipe.OfMixture(map, mixture, absorber, contact, own)),
                null)).OfType<Mixture>(),
        ];
        faults.ThrowIfAny();
    }

    /// <summary>The mixtures.</summary>
    public IReadOnlyList<Mixture> Mixtures { get; }

    /// <summary>The seed of the random numbers.</summary>
    public int Seed { get; }

    /// <summary>The number of clusters wanted.</summary>
    public int Count { get; }

    /// <summary>Reads the parameters from a data set's plan.</summary>
    /// <exception cref="InvalidInputException">A key is missing or not valid.</exception>
    public static MixtureRecipe From(YamlMap map, int absorber) => new(map, absorber);

    /// <summary>Elements that stand together.</summary>
    /// <param name="Share">How often, compared with the other mixtures.</param>
    /// <param name="Cluster">What their clusters are drawn from.</param>
    public sealed record Mixture(double Share, ClusterRecipe Cluster);
}
