namespace Xanes.Native;

/// <summary>What every function of the library returns; the values are those of xanes.h.</summary>
internal enum Status
{
    /// <summary>The work is done.</summary>
    Ok = 0,

    /// <summary>The program or the machine failed.</summary>
    Failure = 1,

    /// <summary>A file, a structure or an option is at fault.</summary>
    InvalidInput = 2,

    /// <summary>The call itself is at fault: a handle that is not open, a missing pointer, a length that does not fit.</summary>
    Misuse = 3,

    /// <summary>The caller's flag (<see cref="CancelFlag"/>) ended the call.</summary>
    Cancelled = 4,
}
