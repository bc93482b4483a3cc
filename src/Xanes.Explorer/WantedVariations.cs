namespace Xanes.Explorer;

/// <summary>What the page wants to change.</summary>
/// <param name="Variations">As <see cref="Xanes.Interop.VariationText"/> reads them.</param>
internal sealed record WantedVariations(string[]? Variations);
