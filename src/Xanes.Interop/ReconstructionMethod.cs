namespace Xanes.Interop;

/// <summary>The ways to search a structure by its descriptor.</summary>
public enum ReconstructionMethod
{
    /// <summary>All coordinates at once.</summary>
    Joint,

    /// <summary>The paper's way: each element's atoms alone, then docked by rigid rotation, then polished together.</summary>
    TwoStage,
}
