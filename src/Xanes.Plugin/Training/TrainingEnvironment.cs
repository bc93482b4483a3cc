using CliWrap;
using CliWrap.Buffered;
using Xanes.Interop;
using Xanes.Plugin.Files;

namespace Xanes.Plugin.Training;

/// <summary>The virtual environment that trains, in the user's data folder.</summary>
public static class TrainingEnvironment
{
    /// <summary>Its folder: <c>python</c> in the user's data folder.</summary>
    public static string Folder => Path.Combine(UserFolders.Data, "python");

    /// <summary>Its interpreter, whether it is there or not.</summary>
    public static string Interpreter =>
        OperatingSystem.IsWindows() ? Path.Combine(Folder, "Scripts", "python.exe") : Path.Combine(Folder, "bin", "python");

    /// <summary>
    /// Makes it again: from a folder of wheels on top of the system's packages; else from pip's index; else of the system's packages alone.
    /// </summary>
    /// <param name="basePython">The Python to build on; null for python3 or python on PATH.</param>
    /// <param name="wheels">A folder of wheels; null for pip's index.</param>
    /// <param name="progress">Reports each step.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The interpreter. Where it cannot train in the end, nothing is left of the environment.</returns>
    /// <exception cref="InvalidInputException">There is no Python or no such folder.</exception>
    /// <exception cref="XanesException">The environment cannot be made or lacks a module; the message says what to install.</exception>
    public static async Task<string> MakeAsync(
        string? basePython, string? wheels, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        if (wheels is not null && !Directory.Exists(wheels))
        {
            throw new InvalidInputException($"{wheels}: no such folder of wheels; correct the path given with --wheels");
        }

        var steps = new Steps(progress, TrainingPackage.All.Count + 2);
        var bases = PythonInterpreter.FindBases(basePython);
        try
        {
            var origin = await FillAsync(bases, wheels, steps, cancellation).ConfigureAwait(false);
            await CheckAsync(origin, wheels, cancellation).ConfigureAwait(false);
        }
        catch when (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
            throw;
        }

        steps.Done($"{Interpreter} can train");
        return Interpreter;
    }

    /// <summary>Makes sure that nothing is missing which training needs.</summary>
    private static async Task CheckAsync(Origin origin, string? wheels, CancellationToken cancellation)
    {
        var missing = await TrainingPackage.MissingAsync(Interpreter, cancellation).ConfigureAwait(false);
        var needed = string.Join(", ", missing.Where(package => package.IsNeeded).Select(package => package.Module));
        if (needed.Length == 0)
        {
            return;
        }

        var debian = $"'apt-get install {string.Join(' ', missing.Select(package => package.Debian).OfType<string>())}' on Debian";
        throw new XanesException(
            wheels is not null ? $"{wheels}: holds no wheel that brings {needed}, which {origin.Base} lacks; add them, or install them for that Python ({debian}) and run this again"
            : origin.IsSystem ? $"{origin.Base}: lacks {needed}, and no index of Python packages can be reached; install them ({debian}), or give a folder of wheels with --wheels DIR, and run this again"
            : $"{origin.Base}: cannot import {needed} though pip installed them; name another Python with --python PATH");
    }

    private static async Task<Origin> FillAsync(IReadOnlyList<string> bases, string? wheels, Steps steps, CancellationToken cancellation)
    {
        if (wheels is not null)
        {
            var below = await RichestAsync(bases, cancellation).ConfigureAwait(false);
            await CreateAsync(below, onSystem: true, steps, cancellation).ConfigureAwait(false);
            await InstallEachAsync(["--no-index", "--no-deps", "--find-links", Path.GetFullPath(wheels)], steps, cancellation).ConfigureAwait(false);
            return new Origin(below, IsSystem: true);
        }

        await CreateAsync(bases[0], onSystem: false, steps, cancellation).ConfigureAwait(false);
        if (await InstallEachAsync(["--retries", "0", "--timeout", "20"], steps, cancellation).ConfigureAwait(false))
        {
            return new Origin(bases[0], IsSystem: false);
        }

        steps.Say("no index can be reached: taking the system's packages");
        var richest = await RichestAsync(bases, cancellation).ConfigureAwait(false);
        await CreateAsync(richest, onSystem: true, new Steps(null, 1), cancellation).ConfigureAwait(false);
        return new Origin(richest, IsSystem: true);
    }

    /// <summary>The first interpreter whose own packages hold the large ones, which folders of wheels leave out, or most of them; else the first.</summary>
    private static async Task<string> RichestAsync(IReadOnlyList<string> pythons, CancellationToken cancellation)
    {
        foreach (var modules in new[] { "numpy, sklearn, torch", "numpy, sklearn" })
        {
            foreach (var python in pythons)
            {
                if ((await RunAsync(python, ["-c", $"import {modules}"], cancellation).ConfigureAwait(false)).ExitCode == 0)
                {
                    return python;
                }
            }
        }

        return pythons[0];
    }

    private static async Task CreateAsync(string python, bool onSystem, Steps steps, CancellationToken cancellation)
    {
        string[] arguments = ["-m", "venv", "--clear", .. onSystem ? ["--system-site-packages"] : Array.Empty<string>(), Folder];
        var run = await RunAsync(python, arguments, cancellation).ConfigureAwait(false);
        if (run.ExitCode != 0)
        {
            var said = PythonInterpreter.LastLine(run.StandardOutput + "\n" + run.StandardError);
            throw new XanesException($"{python}: cannot make an environment in {Folder} ({said}); install Python's module venv (on Debian: python3-venv)");
        }

        steps.Done($"made {Folder}");
    }

    /// <summary>Installs package by package; false as soon as a needed one that is not there already cannot be had.</summary>
    private static async Task<bool> InstallEachAsync(string[] source, Steps steps, CancellationToken cancellation)
    {
        foreach (var (_, package, _, isNeeded) in TrainingPackage.All)
        {
            var run = await RunAsync(Interpreter, ["-m", "pip", "install", "-q", .. source, package], cancellation).ConfigureAwait(false);
            if (run.ExitCode == 0)
            {
                steps.Done($"{package}: installed");
            }
            else if (!isNeeded)
            {
                steps.Done($"{package}: not to be had; its learner will be left out");
            }
            else
            {
                steps.Done($"{package}: not to be had ({PythonInterpreter.LastLine(run.StandardError)})");
                return false;
            }
        }

        return true;
    }

    private static async Task<BufferedCommandResult> RunAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        try
        {
            return await Cli.Wrap(program)
                .WithArguments(arguments)
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(cancellation)
                .ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is System.ComponentModel.Win32Exception or IOException)
        {
            throw new XanesException($"{program}: cannot be run ({fault.Message}); name another Python with --python", fault);
        }
    }

    /// <summary>The Python that an environment is made of, and whether the system's packages are in it.</summary>
    private sealed record Origin(string Base, bool IsSystem);

    private sealed class Steps(IProgress<TrainingProgress>? progress, int all)
    {
        private int _done;

        public void Done(string text) => progress?.Report(new TrainingProgress(++_done, all, text));

        public void Say(string text) => progress?.Report(new TrainingProgress(0, 0, text));
    }
}
