using Xanes.Interop;
using Xanes.Plugin.Descriptors.Neighbours;

namespace Xanes.Plugin.Descriptors;

/// <summary>The kinds of descriptor, by the name in a spec's <c>kind</c>.</summary>
public static class Featurisers
{
    private static readonly Dictionary<string, Func<DescriptorSpec, IFeaturiser>> Kinds = new()
    {
        [PairRdfSpec.Kind] = spec => new PairRdf(spec),
        [NeighbourSpec.Kind] = spec => new NeighbourFeaturiser(spec),
    };

    /// <summary>Makes the featuriser of a spec.</summary>
    /// <exception cref="InvalidInputException">The kind is unknown or a parameter is not valid.</exception>
    public static IFeaturiser Create(DescriptorSpec spec) =>
        Kinds.TryGetValue(spec.Kind, out var make) ? make(spec) : throw spec.Fault("kind", $"one of {string.Join(", ", Kinds.Keys)}");

    /// <summary>Makes the descriptor of a spec whose kind is a vector.</summary>
    /// <exception cref="InvalidInputException">The kind is unknown or no vector, or a parameter is not valid.</exception>
    public static IDescriptor CreateDescriptor(DescriptorSpec spec) =>
        Create(spec) as IDescriptor ?? throw new InvalidInputException(
            $"{spec.Source}: '{spec.Kind}' has no vector of one length; describe with a model or spec of kind {PairRdfSpec.Kind}");
}
