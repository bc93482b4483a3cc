namespace Xanes.Plugin.Files;

/// <summary>Tells a full disk from other faults.</summary>
public static class FullDisk
{
    private const int NoSpaceOnUnix = 28;
    private const int QuotaOnUnix = 122;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);
    private const int HandleDiskFullOnWindows = unchecked((int)0x80070027);

    /// <summary>Whether a write failed because the disk, or the user's share of it, is full.</summary>
    public static bool IsCauseOf(IOException fault) =>
        fault.HResult is NoSpaceOnUnix or QuotaOnUnix or DiskFullOnWindows or HandleDiskFullOnWindows;
}
