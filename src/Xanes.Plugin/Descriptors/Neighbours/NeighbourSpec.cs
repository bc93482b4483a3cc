using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Descriptors.Neighbours;

/// <summary>The parameters of the descriptor <c>neighbours</c>, checked.</summary>
public static class NeighbourSpec
{
    /// <summary>The kind's name in specs and cards.</summary>
    public const string Kind = "neighbours";

    private static readonly HashSet<string> Known = ["absorber", "elements", "r_max", "unlisted"];

    /// <summary>Reads and checks a spec of this kind.</summary>
    /// <returns>The cutoff and the elements: all that the kind has.</returns>
    /// <exception cref="InvalidInputException">A parameter is unknown or not valid.</exception>
    public static ClusterSpec From(DescriptorSpec spec)
    {
        if (spec.Kind != Kind)
        {
            throw spec.Fault("kind", $"{Kind}, not {spec.Kind}");
        }

        if (spec.Names.FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
        {
            throw spec.Fault(unknown, $"left out: a {Kind} spec knows {string.Join(", ", Known)}");
        }

        return spec.Absorber is { } absorber && !ChemicalElement.TryGetAtomicNumber(absorber, out _)
            ? throw spec.Fault("absorber", $"an element symbol; '{absorber}' is none")
            : ClusterSpec.From(spec);
    }
}
