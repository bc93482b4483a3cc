namespace Xanes.Plugin.Descriptors;

/// <summary>The weight of an atom by its distance to the absorber (docs/descriptor.md, 8).</summary>
/// <param name="InverseDistance">Whether the weight falls as r0 / r with r0 = 3 Å.</param>
/// <param name="Taper">The width in Å below the cutoff over which it falls to zero as a half cosine; 0 for none.</param>
/// <param name="Cutoff">The cutoff in Å.</param>
public readonly record struct NeighbourWeight(bool InverseDistance, double Taper, double Cutoff)
{
    private const double ReferenceDistance = 3.0;

    /// <summary>Whether every atom weighs 1.</summary>
    public bool IsUnity => !InverseDistance && Taper == 0.0;

    /// <summary>The weight at a distance in Å from the absorber.</summary>
    public double At(double radius)
    {
        var weight = InverseDistance ? ReferenceDistance / radius : 1.0;
        var intoTaper = radius - (Cutoff - Taper);
        return Taper > 0.0 && intoTaper > 0.0 ? weight * 0.5 * (1.0 + Math.Cos(Math.PI * intoTaper / Taper)) : weight;
    }
}
