using System.Runtime.InteropServices;
using CliWrap;
using CliWrap.Buffered;
using NUnit.Framework;
using Xanes.Interop;

namespace Xanes.Native.Tests;

/// <summary>Publishes the library and compiles the C programs against it, once for all tests.</summary>
[SetUpFixture]
public sealed class NativeLibraryBuild
{
    private static readonly string[] CFlags = ["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-pthread"];

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = Path.GetDirectoryName(PluginManifest.FindFrom(AppContext.BaseDirectory))!;

    /// <summary>The folder of a model that takes a vector.</summary>
    public static string VectorModel { get; } = Path.Combine(Root, "tests", "data", "models", "ag-k-ridge");

    /// <summary>The folder of a model that never answers.</summary>
    public static string EndlessModel { get; } = Path.Combine(Root, "tests", "data", "bad-models", "endless");

    /// <summary>The manifest of the repository.</summary>
    public static string Manifest { get; } = Path.Combine(Root, PluginManifest.FileName);

    /// <summary>The folder of the published library.</summary>
    public static string Library { get; } = Path.Combine(AppContext.BaseDirectory, "library");

    /// <summary>The folder of a copy without the variant for newer processors.</summary>
    public static string BaselineLibrary { get; } = Path.Combine(AppContext.BaseDirectory, "library-baseline");

    /// <summary>The folder of the compiled programs.</summary>
    public static string Programs { get; } = Path.Combine(AppContext.BaseDirectory, "programs");

    [OneTimeSetUp]
    public async Task Build()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            Assert.Ignore("the native library is tested on Linux x64 alone");
        }

        await Run("dotnet", "publish", Path.Combine(Root, "src", "Xanes.Native"), "-c", "Release", "-v", "quiet", "-o", Library);
        Directory.CreateDirectory(BaselineLibrary);
        foreach (var file in Directory.EnumerateFiles(Library))
        {
            File.Copy(file, Path.Combine(BaselineLibrary, Path.GetFileName(file)), overwrite: true);
        }

        foreach (var program in new[] { "compute", "mistakes", "threads", "repeat", "info", "reconstruct", "cancel", "measured", "explore", "neighbours" })
        {
            await Run("gcc", [.. CFlags, .. Sources($"{program}.c", "sites_file.c"), .. LinkFlags, "-o", Program(program)]);
        }
    }

    /// <summary>Compiles a Fortran program.</summary>
    public static async Task<string> BuildFortran(string name)
    {
        string[] sources = [Path.Combine(Library, "include", "xanes.f90"), .. Sources($"{name}.f90")];
        string[] flags = ["-std=f2018", "-O2", "-Wall", "-J", Programs];
        await Run("gfortran", [.. flags, .. sources, .. LinkFlags, "-o", Program($"{name}-fortran")]);
        return Program($"{name}-fortran");
    }

    /// <summary>The path of a compiled program.</summary>
    public static string Program(string name) => Path.Combine(Programs, name);

    /// <summary>Leaves a test out where it needs a command that is not on PATH.</summary>
    public static void SkipWithout(string command)
    {
        if (!IsInstalled(command))
        {
            Assert.Ignore($"{command} is not installed");
        }
    }

    private static bool IsInstalled(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, command)));

    private static string[] LinkFlags =>
        [$"-I{Path.Combine(Library, "include")}", $"-L{Library}", "-lxanes", "-lm", $"-Wl,-rpath,{Library}", "-Wl,--enable-new-dtags"];

    private static IEnumerable<string> Sources(params string[] names) => names.Select(name => Path.Combine(Programs, name));

    private static async Task Run(string command, params string[] arguments)
    {
        var result = await Cli.Wrap(command).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command} failed:\n{result.StandardOutput}{result.StandardError}");
        }
    }
}
