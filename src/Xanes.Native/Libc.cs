using System.Runtime.InteropServices;

namespace Xanes.Native;

/// <summary>The part of the C library that tells which file holds an address.</summary>
internal static unsafe partial class Libc
{
    /// <summary>Looks an address up.</summary>
    /// <returns>0 where no library holds it.</returns>
    [LibraryImport("libc", EntryPoint = "dladdr")]
    public static partial int FindLibrary(void* address, out LibraryOfAddress library);

    /// <summary>What is known of an address (<c>Dl_info</c>).</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct LibraryOfAddress
    {
        /// <summary>The library's path, zero-terminated UTF-8.</summary>
        public byte* Path;

        /// <summary>Where the library begins.</summary>
        public void* Start;

        /// <summary>The name of the nearest symbol.</summary>
        public byte* SymbolName;

        /// <summary>The address of that symbol.</summary>
        public void* Symbol;
    }
}
