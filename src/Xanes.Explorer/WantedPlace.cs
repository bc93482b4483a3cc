namespace Xanes.Explorer;

/// <summary>Where the page's sliders stand.</summary>
/// <param name="Version">The version of the state that the page shows.</param>
/// <param name="Values">The values of the parameters.</param>
/// <param name="VaryWidths">Whether a fit is to vary the widths as well.</param>
internal sealed record WantedPlace(int Version, double[]? Values, bool VaryWidths);
