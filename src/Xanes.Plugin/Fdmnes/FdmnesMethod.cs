namespace Xanes.Plugin.Fdmnes;

/// <summary>How FDMNES solves for the final states.</summary>
public enum FdmnesMethod
{
    /// <summary>Multiple scattering on muffin tins (keyword <c>Green</c>): seconds.</summary>
    Green,

    /// <summary>Finite differences in the whole potential: minutes to hours.</summary>
    FiniteDifferences,
}
