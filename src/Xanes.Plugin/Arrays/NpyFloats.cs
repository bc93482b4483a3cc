using System.Runtime.InteropServices;
using Xanes.Interop;
using Xanes.Plugin.Files;

namespace Xanes.Plugin.Arrays;

/// <summary>Reads float32 arrays of .npy files without NumSharp, which code that is compiled ahead of time cannot use.</summary>
public static class NpyFloats
{
    /// <summary>Reads a table of little-endian float32, [rows, columns]; in the file either may come first.</summary>
    /// <exception cref="InvalidInputException">The file is missing, truncated or holds something else.</exception>
    public static NpyArray<float> Read(string path)
    {
        using var stream = SeekableFile.Open(path);
        try
        {
            var header = NpyHeader.Read(stream);
            if (!header.Contains("'<f4'", StringComparison.Ordinal) || NpyHeader.Shape(header) is not [var rows, var columns])
            {
                throw new InvalidDataException("it holds no table of float32");
            }

            var values = new float[checked(rows * columns)];
            stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            var isByColumns = header.Contains("True", StringComparison.Ordinal);
            return new NpyArray<float>(isByColumns ? Transposed(values, rows, columns) : values, [rows, columns]);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or OverflowException or FormatException)
        {
            throw new InvalidInputException($"{path}: is not a sound .npy file ({fault.Message}); write it again", fault);
        }
    }

    private static float[] Transposed(float[] values, int rows, int columns)
    {
        var transposed = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            transposed[(i % rows * columns) + (i / rows)] = values[i];
        }

        return transposed;
    }
}
