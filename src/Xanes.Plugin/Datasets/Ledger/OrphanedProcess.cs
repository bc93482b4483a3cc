using System.ComponentModel;
using System.Diagnostics;

namespace Xanes.Plugin.Datasets.Ledger;

/// <summary>A calculation whose worker was killed and which goes on alone.</summary>
internal static class OrphanedProcess
{
    /// <summary>Ends a process, if it runs on this machine and in this folder: its number alone may by now be another's.</summary>
    public static void End(int process, string folder)
    {
        try
        {
            var workingFolder = new DirectoryInfo($"/proc/{process}/cwd").ResolveLinkTarget(returnFinalTarget: true);
            if (workingFolder?.FullName == Path.GetFullPath(folder))
            {
                using var orphan = Process.GetProcessById(process);
                orphan.Kill(entireProcessTree: true);
                orphan.WaitForExit(TimeSpan.FromSeconds(10));
            }
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended by itself, or is not ours to end.
        }
    }
}
