using System.Diagnostics;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Tests.Support;

/// <summary>The command as a process of its own, with the stand-in for FDMNES.</summary>
internal static class BuiltCommand
{
    /// <summary>Starts it.</summary>
    /// <param name="delay">How long each calculation of the stand-in takes, in seconds.</param>
    /// <param name="args">The arguments.</param>
    public static Process Start(string delay, params string[] args)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("the stand-in for FDMNES is a shell script");
        }

        var manifest = PluginManifest.FindFrom(AppContext.BaseDirectory)!;
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "xanes"), [.. args, "--manifest", manifest])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[FdmnesProgram.VariableName] = Path.Combine(Path.GetDirectoryName(manifest)!, "tests", "data", "fdmnes", "stand-in.sh");
        start.Environment["STAND_IN_DELAY"] = delay;
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public static (int Status, string Output, string Error) Run(params string[] args)
    {
        using var process = Start("0", args);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
