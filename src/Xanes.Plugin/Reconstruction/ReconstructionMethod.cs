namespace Xanes.Plugin.Reconstruction;

/// <summary>The ways to search.</summary>
public enum ReconstructionMethod
{
    /// <summary>All coordinates at once.</summary>
    Joint,

    /// <summary>The paper's way: each element's atoms alone, then docked by rigid rotation, then polished together.</summary>
    TwoStage,
}
