using NumSharp;
using Xanes.Interop;
using Xanes.Plugin.Files;

namespace Xanes.Plugin.Fitting.Files;

/// <summary>The file <c>posterior.npz</c>: the arrays of <see cref="FitArrays"/>.</summary>
public static class PosteriorFile
{
    /// <summary>Writes the arrays under a temporary name, then renames it.</summary>
    /// <exception cref="XanesException">The file cannot be written.</exception>
    public static void Write(string path, FitResult result)
    {
        var arrays = FitArrays.Of(result).ToDictionary(pair => pair.Key, pair => np.array(pair.Value.Values).reshape(pair.Value.Shape));
        try
        {
            DurableFile.Write(path, stream => np.savez(stream, arrays));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new XanesException($"{path}: cannot be written ({fault.Message}); check the folder", fault);
        }
    }
}
