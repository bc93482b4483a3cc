using CliWrap;
using CliWrap.Buffered;

namespace Xanes.Plugin.Training;

/// <summary>A Python package that training takes.</summary>
/// <param name="Module">The name that Python imports.</param>
/// <param name="Requirement">The name and the oldest version for pip.</param>
/// <param name="Debian">The name of Debian's package; null where it has none.</param>
/// <param name="IsNeeded">Whether nothing can be trained without; else a learner is left out.</param>
internal sealed record TrainingPackage(string Module, string Requirement, string? Debian, bool IsNeeded)
{
    /// <summary>
    /// All of them, onnx before torch: Debian's torch breaks the import of a newer onnx after it. Debian 12's torch calls itself
    /// 1.13.0a0, which is less than 1.13 to pip.
    /// </summary>
    public static IReadOnlyList<TrainingPackage> All { get; } =
    [
        new("numpy", "numpy>=1.22", "python3-numpy", true),
        new("sklearn", "scikit-learn>=1.2", "python3-sklearn", true),
        new("onnx", "onnx>=1.12", "python3-onnx", true),
        new("matplotlib", "matplotlib>=3.6", "python3-matplotlib", true),
        new("catboost", "catboost>=1.2", null, false),
        new("torch", "torch>=1.13.0a0", "python3-torch", false),
    ];

    /// <summary>Those that an interpreter cannot import.</summary>
    /// <returns>The packages; all of them where the interpreter itself fails.</returns>
    public static async Task<IReadOnlyList<TrainingPackage>> MissingAsync(string python, CancellationToken cancellation)
    {
        var script = $"""
            import importlib
            for name in "{string.Join(' ', All.Select(package => package.Module))}".split():
                try:
                    importlib.import_module(name)
                    print(name)
                except Exception:
                    pass
            """;
        var run = await Cli.Wrap(python)
            .WithArguments(["-c", script])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellation)
            .ConfigureAwait(false);
        var there = run.StandardOutput.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. All.Where(package => !there.Contains(package.Module))];
    }
}
