using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Microsoft.ML.OnnxRuntime;
using Xanes.Plugin.Models;

namespace Xanes.Cli.Doctor;

/// <summary>What the program itself runs on.</summary>
internal static class RuntimeCheck
{
    /// <summary>The program, .NET, ONNX Runtime and the processor.</summary>
    public static IEnumerable<Finding> Run()
    {
        yield return Finding.Found("xanes", ProgramVersion.Text);
        var system = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}";
        yield return Finding.Found(".NET", $"{RuntimeInformation.FrameworkDescription} on {system}");
        yield return OnnxRuntime();
        yield return Processor();
    }

    private static Finding OnnxRuntime()
    {
        try
        {
            return Finding.Found("ONNX Runtime", OnnxEnvironment.Version);
        }
        catch (Exception fault) when (fault is TypeInitializationException or DllNotFoundException or OnnxRuntimeException)
        {
            return new Finding(
                "ONNX Runtime",
                FindingState.Fault,
                (fault.InnerException ?? fault).Message.ReplaceLineEndings(" "),
                "install xanes for this platform again; its native library does not load");
        }
    }

    private static Finding Processor()
    {
        var cores = $"{Environment.ProcessorCount} cores";
        if (Vector512.IsHardwareAccelerated)
        {
            return Finding.Found("Processor", $"{cores}, vectors of 512 bits");
        }

        return Vector256.IsHardwareAccelerated
            ? Finding.Found("Processor", $"{cores}, vectors of 256 bits")
            : new Finding("Processor", FindingState.Hint, $"{cores}, vectors of 128 bits or none", "results are the same; descriptors take longer");
    }
}
