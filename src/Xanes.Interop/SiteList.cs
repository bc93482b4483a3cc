namespace Xanes.Interop;

/// <summary>A list of structures with their absorbers as sites.</summary>
public sealed class SiteList(IReadOnlyList<AbsorberSite> sites) : ISiteList
{
    /// <inheritdoc/>
    public int Count => sites.Count;

    /// <inheritdoc/>
    public int Absorber(int site) => sites[site].Absorber;

    /// <inheritdoc/>
    public StructureView Structure(int site) => sites[site].Structure.View;
}
