using CliWrap;
using CliWrap.Buffered;
using Xanes.Interop;

namespace Xanes.Plugin.Training;

/// <summary>The Python that trains models.</summary>
public static class PythonInterpreter
{
    /// <summary>The environment variable that names an interpreter.</summary>
    public const string EnvironmentVariable = "XANES_PYTHON";

    private const string Remedy = "run 'xanes train --setup' or 'python3 -m pip install numpy scikit-learn onnx matplotlib torch', or name another Python with "
        + EnvironmentVariable + " or 'tools: python' in plugin.yaml";

    /// <summary>
    /// Finds an interpreter: the option, then the manifest's <c>tools: python</c>, then XANES_PYTHON, then the environment
    /// <c>.venv</c> beside the manifest, then <see cref="TrainingEnvironment"/>, then that of the Python package which the manifest lies
    /// in, then <c>python3</c> or <c>python</c> on PATH.
    /// </summary>
    /// <exception cref="InvalidInputException">The one that is named does not exist, or none is found.</exception>
    public static string Find(PluginManifest manifest, string? option)
    {
        if (!string.IsNullOrEmpty(option))
        {
            return Resolve(option, Environment.CurrentDirectory) ?? throw Missing(option, "the option for Python");
        }

        if (manifest.Tools.TryGetValue("python", out var tool) && tool.Length > 0)
        {
            return Resolve(tool, manifest.Absolute(".")) ?? throw Missing(tool, $"'tools: python' in {manifest.Path}");
        }

        if (Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } named)
        {
            return Resolve(named, Environment.CurrentDirectory) ?? throw Missing(named, EnvironmentVariable);
        }

        string[] beside = [manifest.Absolute(".venv/bin/python"), manifest.Absolute(".venv/Scripts/python.exe"), TrainingEnvironment.Interpreter];
        return beside.FirstOrDefault(File.Exists)
            ?? OfPackage(manifest)
            ?? OnPath("python3")
            ?? OnPath("python")
            ?? throw new InvalidInputException($"no Python found; install Python 3, then run 'xanes train --setup', or name one with {EnvironmentVariable}");
    }

    /// <summary>Finds the interpreters that an environment can be made of: the option, else every python3, then every python, on PATH.</summary>
    /// <exception cref="InvalidInputException">The one that is named does not exist, or none is found.</exception>
    public static IReadOnlyList<string> FindBases(string? option)
    {
        if (!string.IsNullOrEmpty(option))
        {
            return [Resolve(option, Environment.CurrentDirectory) ?? throw Missing(option, "the option for Python")];
        }

        string[] found = [.. AllOnPath("python3"), .. AllOnPath("python")];
        return found.Length > 0 ? found : throw new InvalidInputException("no Python found on PATH; install Python 3, or name one with --python");
    }

    /// <summary>Makes sure that an interpreter can train.</summary>
    /// <exception cref="XanesException">It does not run or lacks a module; the message says what to install.</exception>
    public static async Task CheckAsync(string python, CancellationToken cancellation)
    {
        BufferedCommandResult result;
        try
        {
            result = await Cli.Wrap(python)
                .WithArguments(["-c", "import numpy, sklearn, onnx"])
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(cancellation)
                .ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is System.ComponentModel.Win32Exception or IOException)
        {
            throw new XanesException($"{python}: cannot be run ({fault.Message}); name another Python with {EnvironmentVariable}", fault);
        }

        if (result.ExitCode != 0)
        {
            throw new XanesException($"{python}: cannot train, modules are missing ({LastLine(result.StandardError)}); {Remedy}");
        }
    }

    /// <summary>The last line of a text that is not empty.</summary>
    internal static string LastLine(string text) =>
        text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "no message";

    /// <summary>The Python of the environment that holds PREFIX/lib/pythonX.Y/site-packages/xanes/_lib/plugin.yaml; null for another manifest.</summary>
    private static string? OfPackage(PluginManifest manifest)
    {
        var interpreter = manifest.Absolute("../../../../../bin/python");
        var isInPackage = Path.GetFileName(Path.GetDirectoryName(manifest.Path)) == "_lib" && File.Exists(manifest.Absolute("../__init__.py"));
        return isInPackage && File.Exists(interpreter) ? interpreter : null;
    }

    private static string? Resolve(string name, string folder)
    {
        var isPath = name.Contains('/') || name.Contains('\\');
        var path = isPath ? Path.GetFullPath(name, folder) : OnPath(name);
        return File.Exists(path) ? path : null;
    }

    private static string? OnPath(string name) => AllOnPath(name).FirstOrDefault();

    private static IEnumerable<string> AllOnPath(string name)
    {
        string[] names = OperatingSystem.IsWindows() ? [name + ".exe"] : [name];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(file => Path.Combine(folder, file)))
            .Where(File.Exists);
    }

    private static InvalidInputException Missing(string name, string source) =>
        new($"{name}: no such Python interpreter, but {source} names it; correct the path");
}
