using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Descriptors;

/// <summary>The parameters of the descriptor <c>pair-rdf</c>, checked (docs/descriptor.md).</summary>
public sealed record PairRdfSpec
{
    /// <summary>The kind's name in specs and cards.</summary>
    public const string Kind = "pair-rdf";

    private const double SmallestSigma = 0.001;

    private const int MostBins = 20_000;

    private static readonly HashSet<string> Known =
        ["absorber", "elements", "r_min", "r_max", "radial_bin", "pair_bin", "sigma", "weight", "taper", "unlisted"];

    private PairRdfSpec(DescriptorSpec spec)
    {
        if (spec.Names.FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
        {
            throw spec.Fault(unknown, $"left out: a {Kind} spec knows {string.Join(", ", Known)}");
        }

        Cluster = ClusterSpec.From(spec);
        var maximum = Cluster.MaximumRadius;
        var minimum = spec.Number("r_min", 0.0);
        if (minimum < 0.0 || minimum >= maximum)
        {
            throw spec.Fault("r_min", $"a distance from 0 to below r_max ({maximum} Å)");
        }

        RadialBins = Bins(spec, "radial_bin", 0.05, minimum, maximum);
        PairBins = Bins(spec, "pair_bin", 0.1, minimum, 2.0 * maximum);
        Sigma = spec.Number("sigma", 0.0);
        if (Sigma != 0.0 && (Sigma < SmallestSigma || Sigma > maximum))
        {
            throw spec.Fault("sigma", $"0 (counts) or a Gaussian width from {SmallestSigma} Å to r_max");
        }

        var taper = spec.Number("taper", 0.0);
        if (taper < 0.0 || taper > maximum)
        {
            throw spec.Fault("taper", "a width from 0 to r_max");
        }

        Weight = new NeighbourWeight(
            spec.Text("weight", "none") switch
            {
                "none" => false,
                "inverse-distance" => true,
                _ => throw spec.Fault("weight", "'none' or 'inverse-distance'"),
            },
            taper,
            maximum);
        if (spec.Absorber is { } absorber && !ChemicalElement.TryGetAtomicNumber(absorber, out _))
        {
            throw spec.Fault("absorber", $"an element symbol; '{absorber}' is none");
        }
    }

    /// <summary>The cutoff and the elements.</summary>
    public ClusterSpec Cluster { get; }

    /// <summary>The bins of the distances to the absorber, r_min to r_max.</summary>
    public UniformBins RadialBins { get; }

    /// <summary>The bins of the distances between neighbours, r_min to 2 r_max.</summary>
    public UniformBins PairBins { get; }

    /// <summary>The width in Å of the Gaussian that spreads each count; 0 for none.</summary>
    public double Sigma { get; }

    /// <summary>The weight of each atom; a pair weighs the product of its atoms' weights.</summary>
    public NeighbourWeight Weight { get; }

    /// <summary>Whether the vector holds plain whole counts.</summary>
    public bool IsCounts => Sigma == 0.0 && Weight.IsUnity;

    /// <summary>Reads and checks a spec of this kind.</summary>
    /// <exception cref="InvalidInputException">A parameter is unknown or not valid.</exception>
    public static PairRdfSpec From(DescriptorSpec spec) =>
        spec.Kind == Kind ? new PairRdfSpec(spec) : throw spec.Fault("kind", $"{Kind}, not {spec.Kind}");

    private static UniformBins Bins(DescriptorSpec spec, string name, double otherwise, double minimum, double maximum)
    {
        var width = spec.Number(name, otherwise);
        var exact = (maximum - minimum) / width;
        var count = Math.Round(exact);
        if (width <= 0.0 || count < 1.0 || Math.Abs(exact - count) > 1e-6 * count)
        {
            throw spec.Fault(name, $"a width that divides the {maximum - minimum} Å from {minimum} to {maximum} Å into whole bins");
        }

        return count <= MostBins
            ? new UniformBins(minimum, maximum, (int)count)
            : throw spec.Fault(name, $"at least {(maximum - minimum) / MostBins} Å (at most {MostBins} bins)");
    }
}
