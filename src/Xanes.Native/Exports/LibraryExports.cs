using System.Runtime.InteropServices;
using Xanes.Interop;
using Xanes.Native.Handles;

namespace Xanes.Native.Exports;

/// <summary>The functions of xanes.h that belong to no one kind of object.</summary>
internal static unsafe class LibraryExports
{
    [UnmanagedCallersOnly(EntryPoint = "xanes_version")]
    public static Status Version(byte* buffer, long capacity, long* length)
    {
        try
        {
            TextArguments.Write(typeof(LibraryExports).Assembly.GetName().Version!.ToString(3), buffer, capacity, length);
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_contract")]
    public static Status Contract(int* version)
    {
        try
        {
            Arguments.CheckGiven(version, "version");
            *version = PluginManifest.ContractVersion;
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_last_error")]
    public static Status ReadLastError(byte* buffer, long capacity, long* length)
    {
        try
        {
            TextArguments.Write(LastError.Text, buffer, capacity, length);
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_set_cancel_flag")]
    public static Status SetCancelFlag(int* flag)
    {
        CancelFlag.OfThread = flag;
        return Status.Ok;
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_info")]
    public static Status Info(long handle, byte* buffer, long capacity, long* length)
    {
        try
        {
            using var lease = HandleTable.Use<object>(handle, "plugin, model, descriptor or reconstruction");
            TextArguments.Write(InfoJson.Of(lease.Target), buffer, capacity, length);
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_close")]
    public static Status Close(long handle)
    {
        try
        {
            HandleTable.Close(handle);
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }
}
