namespace Xanes.Plugin.Datasets;

/// <summary>What of a spectrum decides its part.</summary>
public enum SplitKey
{
    /// <summary>Its id: related structures may stand in different parts.</summary>
    Id,

    /// <summary>Its group, where it has one: related structures stand in one part.</summary>
    Group,
}
