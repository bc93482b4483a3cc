using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Xanes.Plugin.Models;

/// <summary>
/// The environment of ONNX Runtime that a process has, opened without its telemetry. That would write an identifier into the user's cache
/// folder and send facts about models over the network, from a thread that reads freed memory when the process ends meanwhile.
/// </summary>
public static partial class OnnxEnvironment
{
    private const string OptOut = "ORT_DISABLE_TELEMETRY";

    /// <summary>ONNX Runtime's version.</summary>
    public static string Version => Instance.GetVersionString();

    private static OrtEnv Instance { get; } = OpenWithoutTelemetry();

    /// <summary>Opens the environment, which must come before the first session.</summary>
    internal static void Open() => _ = Instance;

    /// <summary>Only the variable, set where ONNX Runtime itself looks for it, keeps the environment from starting its telemetry.</summary>
    private static OrtEnv OpenWithoutTelemetry()
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(OptOut, "1");
        }
        else
        {
            _ = SetVariableOfProcess(OptOut, "1", overwrite: 0);
        }

        var environment = OrtEnv.Instance();
        environment.DisableTelemetryEvents();
        return environment;
    }

    /// <summary>.NET keeps a copy of the variables on these systems, which native libraries do not see.</summary>
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariableOfProcess(string name, string value, int overwrite);
}
