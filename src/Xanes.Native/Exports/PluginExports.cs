using System.Runtime.InteropServices;
using Xanes.Interop;
using Xanes.Native.Handles;
using Xanes.Plugin;

namespace Xanes.Native.Exports;

/// <summary>The functions of xanes.h on the plugin as its manifest describes it.</summary>
internal static unsafe class PluginExports
{
    public const string Kind = "plugin";

    [UnmanagedCallersOnly(EntryPoint = "xanes_open")]
    public static Status Open(byte* manifestPath, long* plugin)
    {
        try
        {
            Arguments.CheckGiven(plugin, "plugin");
            var opened = new XanesPlugin(PluginManifest.Read(TextArguments.Read(manifestPath) ?? FindManifest()));
            *plugin = HandleTable.Open(opened, opened.Dispose);
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_models")]
    public static Status Models(long plugin, byte* buffer, long capacity, long* length)
    {
        try
        {
            using var lease = HandleTable.Use<IXanesPlugin>(plugin, Kind);
            TextArguments.Write(string.Join('\n', lease.Target.ModelIds), buffer, capacity, length);
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    private static string FindManifest() => PluginManifest.FindFrom(LibraryFolder.Path) ?? throw new InvalidInputException(
        $"{LibraryFolder.Path}: no {PluginManifest.FileName} here or above; give the manifest's path");
}
