using System.Numerics;
using NumSharp;

namespace Xanes.Plugin.Arrays;

/// <summary>.npy files by NumSharp, which makes code at run time.</summary>
internal static class NumSharpArrays
{
    private static readonly Type[] Numbers = [typeof(float), typeof(double), typeof(int), typeof(long), typeof(short), typeof(byte)];

    /// <summary>Reads the values of a file, row-major, converted to the wanted type; null where they are no numbers that are read.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="start">Where in it the array begins.</param>
    /// <param name="header">What stands there, whose values are known to be in the file.</param>
    public static T[]? Read<T>(Stream stream, long start, NpyHeader header)
        where T : unmanaged, INumber<T>
    {
        if (header.IsBigEndian)
        {
            return NpyValues.Read<T>(stream, header);
        }

        stream.Position = start;
        return np.load(stream) is NDArray array && Numbers.Contains(array.dtype)
            ? np.ascontiguousarray(array).astype(typeof(T), copy: false).ToArray<T>()
            : null;
    }

    /// <summary>Writes values, row-major, of some shape.</summary>
    public static void Write<T>(Stream stream, T[] values, int[] shape)
        where T : unmanaged => np.save(stream, np.array(values).reshape(shape));
}
