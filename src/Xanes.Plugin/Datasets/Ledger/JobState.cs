namespace Xanes.Plugin.Datasets.Ledger;

/// <summary>Where a job stands: the name of the folder that its own folder lies in.</summary>
public enum JobState
{
    /// <summary>Nobody works on it.</summary>
    Waiting,

    /// <summary>A worker has taken it.</summary>
    Running,

    /// <summary>It failed; its output is kept.</summary>
    Failed,

    /// <summary>Its spectrum is there.</summary>
    Done,
}
