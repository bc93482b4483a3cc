using Xanes.Interop;
using Xanes.Plugin.Arrays;
using Xanes.Plugin.Files;

namespace Xanes.Plugin.Fitting.Files;

/// <summary>The file <c>posterior.npz</c>: the arrays of <see cref="FitArrays"/>.</summary>
public static class PosteriorFile
{
    /// <summary>Writes the arrays under a temporary name, then renames it.</summary>
    /// <exception cref="XanesException">The file cannot be written.</exception>
    public static void Write(string path, FitResult result)
    {
        try
        {
            DurableFile.Write(path, stream => Write(stream, result));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new XanesException($"{path}: cannot be written ({fault.Message}); check the folder", fault);
        }
    }

    private static void Write(Stream stream, FitResult result)
    {
        using var arrays = new NpzWriter(stream);
        foreach (var (name, array) in FitArrays.Of(result))
        {
            arrays.Write<double>(name, array.Values, array.Shape);
        }
    }
}
