using System.Numerics;
using System.Runtime.InteropServices;

namespace Xanes.Plugin.Arrays;

/// <summary>The values of a .npy file, after its header.</summary>
internal static class NpyValues
{
    /// <summary>Reads the values row by row, converted to the wanted type.</summary>
    /// <param name="stream">The file from its first value on.</param>
    /// <param name="header">What it holds.</param>
    /// <returns>The values; null where they are no numbers that are read.</returns>
    /// <exception cref="EndOfStreamException">The file is too short.</exception>
    public static T[]? Read<T>(Stream stream, NpyHeader header)
        where T : unmanaged, INumber<T> => (header.Kind, header.Size) switch
        {
            ('f', sizeof(float)) => Read<float, T>(stream, header),
            ('f', sizeof(double)) => Read<double, T>(stream, header),
            ('i', sizeof(int)) => Read<int, T>(stream, header),
            ('i', sizeof(long)) => Read<long, T>(stream, header),
            ('i', sizeof(short)) => Read<short, T>(stream, header),
            ('u', sizeof(byte)) => Read<byte, T>(stream, header),
            _ => null,
        };

    private static TWanted[] Read<TStored, TWanted>(Stream stream, NpyHeader header)
        where TStored : unmanaged, INumber<TStored>
        where TWanted : unmanaged, INumber<TWanted>
    {
        var stored = new TStored[header.Shape.Aggregate(1, (product, length) => checked(product * length))];
        var bytes = MemoryMarshal.AsBytes(stored.AsSpan());
        stream.ReadExactly(bytes);
        if (header.IsBigEndian)
        {
            for (var first = 0; first < bytes.Length; first += header.Size)
            {
                bytes.Slice(first, header.Size).Reverse();
            }
        }

        var byRows = header.IsByColumns && header.Shape.Length > 1 ? ByRows(stored, header.Shape) : stored;
        return byRows as TWanted[] ?? Array.ConvertAll(byRows, TWanted.CreateTruncating);
    }

    /// <summary>Values whose first axis runs fastest, in the order in which the last one does.</summary>
    private static T[] ByRows<T>(T[] byColumns, int[] shape)
    {
        var ordered = new T[byColumns.Length];
        var place = new int[shape.Length];
        for (var row = 0; row < ordered.Length; row++)
        {
            var column = 0;
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                column = (column * shape[axis]) + place[axis];
            }

            ordered[row] = byColumns[column];
            for (var axis = shape.Length - 1; axis >= 0 && ++place[axis] == shape[axis]; axis--)
            {
                place[axis] = 0;
            }
        }

        return ordered;
    }
}
