using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using Xanes.Interop;
using Xanes.Plugin.Training;

namespace Xanes.Cli.Doctor;

/// <summary>Python and the packages that training and the Python face need.</summary>
internal static class PythonCheck
{
    private const string Script = """
        import importlib.metadata as metadata, platform
        print(platform.python_version())
        for name in ("numpy", "scikit-learn", "onnx", "matplotlib", "torch", "ase", "pythonnet"):
            try:
                print(name, metadata.version(name))
            except metadata.PackageNotFoundError:
                print(name)
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Python and each package.</summary>
    public static async Task<IReadOnlyList<Finding>> RunAsync(PluginManifest manifest, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var path = PythonInterpreter.Find(manifest, option: null);
            var run = await CliWrap.Cli.Wrap(path).WithArguments(["-c", Script]).ExecuteBufferedAsync(patience.Token).ConfigureAwait(false);
            var lines = run.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var learners = await LearnersAsync(path, manifest.Absolute("python"), patience.Token).ConfigureAwait(false);
            return [Finding.Found("Python", $"{lines[0]}, {path}"), .. lines[1..].Select(line => Package(line.Split(' '))), .. learners];
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            return [new Finding(
                "Python",
                FindingState.Hint,
                fault.Message.ReplaceLineEndings("\n").Split('\n')[0],
                $"only training needs it: install Python 3.10 or newer, or name one with {PythonInterpreter.EnvironmentVariable}")];
        }
    }

    /// <summary>The families that this Python can train, and those that it cannot.</summary>
    private static async Task<IReadOnlyList<Finding>> LearnersAsync(string python, string modules, CancellationToken cancellation)
    {
        var run = await CliWrap.Cli.Wrap(python)
            .WithArguments(["-m", "xanes.train.list_families"])
            .WithEnvironmentVariables(variables => variables.Set("PYTHONPATH", modules).Set("PYTHONDONTWRITEBYTECODE", "1"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellation)
            .ConfigureAwait(false);
        if (run.ExitCode != 0)
        {
            return [new Finding("Learners", FindingState.Hint, "none: Python lacks what training needs", "only 'xanes train' needs them: xanes train --setup")];
        }

        var rows = run.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(row => (Name: row.GetProperty("name").GetString()!, Obstacle: row.GetProperty("obstacle").GetString()))
            .ToArray();
        return
        [
            Finding.Found("Learners", string.Join(", ", rows.Where(row => row.Obstacle is null).Select(row => row.Name))),
            .. rows.Where(row => row.Obstacle is not null).Select(row => new Finding(
                $"Learner {row.Name}", FindingState.Hint, row.Obstacle!, "only 'xanes train --families' with it needs it: xanes train --setup")),
        ];
    }

    private static Finding Package(string[] nameAndVersion)
    {
        var name = nameAndVersion[0];
        var purpose = name is "ase" or "pythonnet" ? "only Python hosts need it" : "only 'xanes train' needs it";
        return nameAndVersion is [_, var version]
            ? Finding.Found($"Python: {name}", version)
            : new Finding($"Python: {name}", FindingState.Hint, "not installed", $"{purpose}: python3 -m pip install {name}");
    }
}
