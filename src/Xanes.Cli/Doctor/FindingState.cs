namespace Xanes.Cli.Doctor;

/// <summary>How serious a finding is.</summary>
internal enum FindingState
{
    /// <summary>It is there and works.</summary>
    Found,

    /// <summary>It is not there, and only some commands need it.</summary>
    Hint,

    /// <summary>It is not there or broken, and nothing works without it.</summary>
    Fault,
}
