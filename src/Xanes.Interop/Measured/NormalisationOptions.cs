namespace Xanes.Interop;

/// <summary>How a measured spectrum is normalised. What is left out takes the defaults of Larch's <c>pre_edge</c>.</summary>
public sealed record NormalisationOptions
{
    /// <summary>The edge's position e0 in eV; null: found by <see cref="Method"/>.</summary>
    public double? E0 { get; init; }

    /// <summary>How e0 is found.</summary>
    public EdgePositionMethod Method { get; init; }

    /// <summary>The edge step in the spectrum's unit; null: from the two curves at e0.</summary>
    public double? EdgeStep { get; init; }

    /// <summary>Where the pre-edge line's fit begins, in eV from e0; null: at the second point, rounded to 5 eV.</summary>
    public double? PreEdgeStart { get; init; }

    /// <summary>Where it ends; null: half of the start.</summary>
    public double? PreEdgeEnd { get; init; }

    /// <summary>The degree of the pre-edge curve: 1 a line, 0 a constant.</summary>
    public int PreEdgeDegree { get; init; } = 1;

    /// <summary>The line is fitted to mu times the energy to this power, 0 to 4 (Victoreen's curve for 3 or 4).</summary>
    public int VictoreenExponent { get; init; }

    /// <summary>Where the post-edge fit begins, in eV from e0; null: a third of the end, rounded to 5 eV, at most 25.</summary>
    public double? PostEdgeStart { get; init; }

    /// <summary>Where it ends; null: at the last point, rounded to 5 eV.</summary>
    public double? PostEdgeEnd { get; init; }

    /// <summary>The degree of the post-edge polynomial, 0 to 3; null: 2 where the fit spans 300 eV or more, 1 from 30 eV, else 0.</summary>
    public int? PostEdgeDegree { get; init; }

    /// <summary>Reads options from a JSON object: the names of Larch's <c>pre_edge</c> (e0, pre1, pre2, npre, nvict, norm1, norm2, nnorm),
    /// <c>edge_step</c>, and <c>e0_method</c> (derivative, inflection, half-step, white-line).</summary>
    /// <param name="json">The text; null or empty for all defaults.</param>
    /// <exception cref="InvalidInputException">It is no such object.</exception>
    public static NormalisationOptions Parse(string? json)
    {
        var options = OptionsObject.Parse(json, "normalising", "e0", "e0_method", "edge_step", "pre1", "pre2", "npre", "nvict", "norm1", "norm2", "nnorm");
        return new NormalisationOptions
        {
            E0 = options.Number("e0"),
            Method = options.Choice(
                "e0_method",
                EdgePositionMethod.HighestDerivative,
                ("derivative", EdgePositionMethod.HighestDerivative),
                ("inflection", EdgePositionMethod.SecondDerivativeZero),
                ("half-step", EdgePositionMethod.HalfStep),
                ("white-line", EdgePositionMethod.WhiteLine)),
            EdgeStep = options.Number("edge_step"),
            PreEdgeStart = options.Number("pre1"),
            PreEdgeEnd = options.Number("pre2"),
            PreEdgeDegree = options.Whole("npre") ?? 1,
            VictoreenExponent = options.Whole("nvict") ?? 0,
            PostEdgeStart = options.Number("norm1"),
            PostEdgeEnd = options.Number("norm2"),
            PostEdgeDegree = options.Whole("nnorm"),
        };
    }
}
