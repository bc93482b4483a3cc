using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Xanes.Plugin.Arrays;

/// <summary>
/// The head of a .npy file (numpy.lib.format): magic, version, the header's length, then a Python dictionary with type, order and shape.
/// </summary>
internal static partial class NpyHeader
{
    private const int LongestHeader = 1 << 16;

    /// <summary>What every such file begins with.</summary>
    public static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    /// <summary>Makes sure that the values which the header promises are there, before memory is taken for them.</summary>
    /// <param name="stream">The file from its start; read up to the first value.</param>
    /// <exception cref="InvalidDataException">The head is damaged, or the file is shorter than it says.</exception>
    /// <exception cref="EndOfStreamException">The file ends within the head.</exception>
    public static void Check(Stream stream) => Read(stream);

    /// <summary>Reads the head as <see cref="Check"/> does.</summary>
    /// <returns>The Python dictionary.</returns>
    public static string Read(Stream stream)
    {
        var fixedPart = new byte[Magic.Length + 2];
        stream.ReadExactly(fixedPart);
        if (!fixedPart.AsSpan().StartsWith(Magic))
        {
            throw new InvalidDataException("it does not begin as one");
        }

        var isLong = fixedPart[Magic.Length] > 1;
        var lengthBytes = new byte[isLong ? sizeof(uint) : sizeof(ushort)];
        stream.ReadExactly(lengthBytes);
        var length = isLong ? BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes) : BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes);
        if (length > LongestHeader)
        {
            throw new InvalidDataException($"its header has {length} bytes");
        }

        var header = new byte[length];
        stream.ReadExactly(header);
        var text = Encoding.Latin1.GetString(header);
        CheckSize(text, stream.Length - stream.Position);
        return text;
    }

    /// <summary>The length of each axis, of a header that <see cref="Read"/> gave.</summary>
    public static int[] Shape(string header) =>
        [.. ShapePattern().Match(header).Groups[1].Value
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(axis => int.Parse(axis, CultureInfo.InvariantCulture))];

    private static void CheckSize(string header, long bytes)
    {
        var (type, shape) = (TypePattern().Match(header), ShapePattern().Match(header));
        if (!type.Success || !shape.Success)
        {
            throw new InvalidDataException("its header names no plain type and shape");
        }

        var size = double.Parse(type.Groups[1].Value, CultureInfo.InvariantCulture);
        var promised = shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(size, (product, axis) => product * double.Parse(axis, CultureInfo.InvariantCulture));
        if (promised > bytes)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"its header promises {promised} bytes of values, but {bytes} are there"));
        }
    }

    [GeneratedRegex(@"'descr':\s*'[<>|=]?[a-zA-Z?](\d{1,9})'")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'shape':\s*\(([\d\s,]*)\)")]
    private static partial Regex ShapePattern();
}
