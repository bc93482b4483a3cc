using Xanes.Interop;

namespace Xanes.Plugin.Training;

/// <summary>A Python that can train, with the folder of our modules.</summary>
/// <param name="Interpreter">The interpreter.</param>
/// <param name="Modules">The folder that holds the package <c>xanes</c>.</param>
internal sealed record PythonProgram(string Interpreter, string Modules)
{
    /// <summary>Finds the interpreter and makes sure that it can train.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    /// <exception cref="XanesException">It lacks a module.</exception>
    public static async Task<PythonProgram> FindAsync(PluginManifest manifest, string? option, CancellationToken cancellation)
    {
        var interpreter = PythonInterpreter.Find(manifest, option);
        await PythonInterpreter.CheckAsync(interpreter, cancellation).ConfigureAwait(false);
        return new PythonProgram(interpreter, manifest.Absolute("python"));
    }
}
