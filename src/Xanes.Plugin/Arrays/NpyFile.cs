using System.Numerics;
using System.Runtime.CompilerServices;
using Xanes.Interop;
using Xanes.Plugin.Files;

namespace Xanes.Plugin.Arrays;

/// <summary>
/// Reads and writes NumPy's .npy files: by NumSharp, and where the program is compiled ahead of time, which NumSharp does not bear, by
/// <see cref="NpyValues"/> and <see cref="NpyWriter"/>, with the same bytes.
/// </summary>
public static class NpyFile
{
    /// <summary>Reads an array of numbers; other types than the wanted one are converted.</summary>
    /// <param name="path">The file, which may be a pipe.</param>
    /// <param name="cancellation">Ends the wait for a pipe.</param>
    /// <exception cref="InvalidInputException">The file is missing, truncated or no array of numbers.</exception>
    public static NpyArray<T> Read<T>(string path, CancellationToken cancellation = default)
        where T : unmanaged, INumber<T>
    {
        using var stream = SeekableFile.Open(path, cancellation);
        return Read<T>(stream, path);
    }

    /// <summary>Reads an array of numbers from an open file.</summary>
    /// <param name="stream">The file; not closed.</param>
    /// <param name="path">Its name for messages.</param>
    /// <exception cref="InvalidInputException">It is truncated or no array of numbers.</exception>
    public static NpyArray<T> Read<T>(Stream stream, string path)
        where T : unmanaged, INumber<T>
    {
        try
        {
            var start = stream.Position;
            var header = NpyHeader.Read(stream);
            var values = (RuntimeFeature.IsDynamicCodeSupported ? NumSharpArrays.Read<T>(stream, start, header) : NpyValues.Read<T>(stream, header))
                ?? throw new InvalidInputException($"{path}: does not hold an array of numbers; save it with numpy.save as float32, float64 or integers");
            return new NpyArray<T>(values, header.Shape);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be read ({FirstLine(fault)}); check the path", fault);
        }
        catch (Exception fault) when (fault is not InvalidInputException)
        {
            throw new InvalidInputException($"{path}: is not a sound .npy file ({FirstLine(fault)}); write it again", fault);
        }
    }

    /// <summary>Whether a file begins as an .npy file does; its position stays.</summary>
    public static bool IsArray(Stream stream)
    {
        var beginning = new byte[NpyHeader.Magic.Length];
        var read = stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        stream.Seek(-read, SeekOrigin.Current);
        return NpyHeader.Magic.SequenceEqual(beginning);
    }

    /// <summary>Writes an array under a temporary name in the same folder, then renames it.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="values">The values, row-major.</param>
    /// <param name="shape">The length of each axis.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public static void Write<T>(string path, T[] values, params int[] shape)
        where T : unmanaged
    {
        try
        {
            DurableFile.Write(path, stream =>
            {
                if (RuntimeFeature.IsDynamicCodeSupported)
                {
                    NumSharpArrays.Write(stream, values, shape);
                }
                else
                {
                    NpyWriter.Write<T>(stream, values, shape);
                }
            });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be written ({FirstLine(fault)}); check the folder", fault);
        }
    }

    private static string FirstLine(Exception fault) => fault.Message.ReplaceLineEndings("\n").Split('\n')[0];
}
