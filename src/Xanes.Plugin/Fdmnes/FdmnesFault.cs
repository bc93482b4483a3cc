namespace Xanes.Plugin.Fdmnes;

/// <summary>Why a run gave no spectrum.</summary>
public enum FdmnesFault
{
    /// <summary>FDMNES wrote an error file, or its output is missing, cut short or damaged: the calculation's own failure.</summary>
    Failed,

    /// <summary>It took longer than it may.</summary>
    TimeLimit,

    /// <summary>Somebody ended the program by a signal (Ctrl-C reaches it too): no fault of the calculation.</summary>
    Interrupted,

    /// <summary>The disk is full: no fault of the calculation.</summary>
    DiskFull,
}
