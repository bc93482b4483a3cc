namespace Xanes.Interop;

/// <summary>Where e0, the edge's position, is put.</summary>
public enum EdgePositionMethod
{
    /// <summary>At the highest derivative, slightly smoothed, that is no lone spike: Larch's <c>find_e0</c>.</summary>
    HighestDerivative,

    /// <summary>Where the second derivative crosses zero next to the highest first one, between the points.</summary>
    SecondDerivativeZero,

    /// <summary>Where the normalised absorption first reaches half of the edge step.</summary>
    HalfStep,

    /// <summary>At the first maximum above the edge, the white line.</summary>
    WhiteLine,
}
