namespace Xanes.Plugin.Datasets;

/// <summary>What a spectrum of a data set is used for.</summary>
public enum SplitPart
{
    /// <summary>Learners are fitted to it.</summary>
    Training = 0,

    /// <summary>Hyper-parameters and learners are chosen by it.</summary>
    Validation = 1,

    /// <summary>Errors are reported on it; nothing is chosen by it.</summary>
    Test = 2,
}
