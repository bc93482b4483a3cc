using System.Runtime.InteropServices;

namespace Xanes.Native;

/// <summary>The folder that this library was loaded from.</summary>
internal static unsafe class LibraryFolder
{
    private const string VariantsFolder = "glibc-hwcaps";

    /// <summary>
    /// The folder of the files beside the library. A variant for newer processors lies two folders deeper, where the dynamic
    /// linker looks for it.
    /// </summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        delegate* unmanaged<int> address = &Anchor;
        if (Libc.FindLibrary(address, out var library) == 0 || Marshal.PtrToStringUTF8((nint)library.Path) is not { } file)
        {
            return AppContext.BaseDirectory;
        }

        var folder = new FileInfo(file).Directory!;
        return folder.Parent is { Name: VariantsFolder, Parent: { } above } ? above.FullName : folder.FullName;
    }

    [UnmanagedCallersOnly]
    private static int Anchor() => 0;
}
