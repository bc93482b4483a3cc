using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Xanes.Plugin.Arrays;

/// <summary>Writes NumPy's .npy format (numpy.lib.format) as NumPy itself does, byte by byte.</summary>
public static class NpyWriter
{
    private const int Alignment = 64;

    /// <summary>The digits that a header leaves room for, so that its first axis can grow in place.</summary>
    private const int DigitsToGrow = 21;

    /// <summary>Writes a header and values.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="values">The values, row-major.</param>
    /// <param name="shape">The length of each axis.</param>
    public static void Write<T>(Stream stream, ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        var count = 1;
        var lengths = new long[shape.Length];
        for (var axis = 0; axis < shape.Length; axis++)
        {
            count = checked(count * shape[axis]);
            lengths[axis] = shape[axis];
        }

        if (count != values.Length)
        {
            throw new ArgumentException($"{values.Length} values do not fill the shape.", nameof(values));
        }

        WriteHeader<T>(stream, lengths);
        stream.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Writes texts [n], as NumPy writes an array of strings.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="texts">The texts.</param>
    public static void Write(Stream stream, IReadOnlyList<string> texts)
    {
        var encoded = texts.Select(Encoding.UTF32.GetBytes).ToArray();
        var longest = Math.Max(sizeof(int), encoded.Select(text => text.Length).DefaultIfEmpty().Max());
        WriteHeader(stream, string.Create(CultureInfo.InvariantCulture, $"<U{longest / sizeof(int)}"), texts.Count);
        foreach (var text in encoded)
        {
            stream.Write(text);
            stream.Write(new byte[longest - text.Length]);
        }
    }

    /// <summary>Writes a header alone; a later one with a longer first axis takes the same bytes.</summary>
    public static void WriteHeader<T>(Stream stream, params ReadOnlySpan<long> shape)
        where T : unmanaged => WriteHeader(stream, TypeName<T>(), shape);

    private static void WriteHeader(Stream stream, string type, params ReadOnlySpan<long> shape)
    {
        var axes = string.Join(", ", shape.ToArray().Select(length => length.ToString(CultureInfo.InvariantCulture)));
        var room = shape.Length > 0 ? DigitsToGrow - shape[0].ToString(CultureInfo.InvariantCulture).Length : 0;
        var tuple = shape.Length == 1 ? axes + "," : axes;
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({tuple}), }}{new string(' ', room)}";
        var start = NpyHeader.Magic.Length + 2 + sizeof(ushort);
        var padding = Alignment - ((start + header.Length + 1) % Alignment);
        var text = Encoding.ASCII.GetBytes(header + new string(' ', padding) + "\n");
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(length, checked((ushort)text.Length));
        stream.Write([.. NpyHeader.Magic, 1, 0, .. length, .. text]);
    }

    private static string TypeName<T>()
        where T : unmanaged => default(T) switch
        {
            float => "<f4",
            double => "<f8",
            int => "<i4",
            long => "<i8",
            short => "<i2",
            byte => "|u1",
            bool => "|b1",
            _ => throw new InvalidOperationException($"Values of type {typeof(T)} cannot be written."),
        };
}
