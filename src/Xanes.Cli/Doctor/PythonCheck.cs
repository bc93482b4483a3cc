using CliWrap.Buffered;

namespace Xanes.Cli.Doctor;

/// <summary>Python and the packages that training and the Python face need.</summary>
internal static class PythonCheck
{
    private const string Remedy = "pip install scikit-learn onnx (for xanes train), ase and pythonnet (to use Xanes from Python)";

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
    public static async Task<IReadOnlyList<Finding>> RunAsync(ProgramFinder finder, CancellationToken cancellation)
    {
        if (finder.Find() is not { } path)
        {
            var detail = finder.Named is { } named ? $"'{named}' is not a program" : "not on PATH";
            return [new Finding("Python", FindingState.Hint, detail, "only training needs it: install Python 3.10 or newer, then " + Remedy)];
        }

        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Patience);
            var run = await CliWrap.Cli.Wrap(path).WithArguments(["-c", Script]).ExecuteBufferedAsync(patience.Token).ConfigureAwait(false);
            return Read(path, run.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return [new Finding("Python", FindingState.Hint, $"{path} does not run ({fault.Message.Split('\n')[0]})", "mend the installation or name another Python in the manifest's tools")];
        }
    }

    private static IReadOnlyList<Finding> Read(string path, string[] lines) =>
        [Finding.Found("Python", $"{lines[0]}, {path}"), .. lines[1..].Select(line => Package(line.Split(' ')))];

    private static Finding Package(string[] nameAndVersion) => nameAndVersion is [var name, var version]
        ? Finding.Found($"Python: {name}", version)
        : new Finding($"Python: {nameAndVersion[0]}", FindingState.Hint, "not installed", Remedy);
}
