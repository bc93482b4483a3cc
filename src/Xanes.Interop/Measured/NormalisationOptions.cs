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
}
