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
        for name in ("numpy", "scikit-learn", "onnx", "ase", "pythonnet"):
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
            return [Finding.Found("Python", $"{lines[0]}, {path}"), .. lines[1..].Select(line => Package(line.Split(' ')))];
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

    private static Finding Package(string[] nameAndVersion)
    {
        var name = nameAndVersion[0];
        var purpose = name is "ase" or "pythonnet" ? "only Python hosts need it" : "only 'xanes train' needs it";
        return nameAndVersion is [_, var version]
            ? Finding.Found($"Python: {name}", version)
            : new Finding($"Python: {name}", FindingState.Hint, "not installed", $"{purpose}: python3 -m pip install {name}");
    }
}
