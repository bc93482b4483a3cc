using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Xanes.Native;

/// <summary>Makes the ONNX Runtime that lies beside this library the one that is loaded, whatever the host's search paths say.</summary>
internal static class OnnxRuntimeLibrary
{
#pragma warning disable CA2255 // This assembly is the whole program: nothing else can set the resolver before the first call.
    [ModuleInitializer]
    internal static void FindBesideThisLibrary()
    {
        OrtEnv.DisableDllImportResolver = true;
        NativeLibrary.SetDllImportResolver(typeof(InferenceSession).Assembly, Resolve);
    }
#pragma warning restore CA2255

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        var stem = Path.GetFileNameWithoutExtension(name);
        var file = Path.Combine(LibraryFolder.Path, stem.StartsWith("lib", StringComparison.Ordinal) ? $"{stem}.so" : $"lib{stem}.so");
        return NativeLibrary.TryLoad(file, out var library) ? library : 0;
    }
}
