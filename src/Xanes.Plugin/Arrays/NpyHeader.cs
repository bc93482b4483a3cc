using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Xanes.Plugin.Arrays;

/// <summary>
/// The head of a .npy file (numpy.lib.format): magic, version, the header's length, then a Python dictionary with type, order and shape.
/// </summary>
/// <param name="Kind">The kind of the values as NumPy writes it: f for real, i and u for whole numbers, and others.</param>
/// <param name="Size">The bytes of a value.</param>
/// <param name="IsBigEndian">Whether the first byte of a value is the highest.</param>
/// <param name="IsByColumns">Whether the first axis runs fastest.</param>
/// <param name="Shape">The length of each axis.</param>
internal sealed partial record NpyHeader(char Kind, int Size, bool IsBigEndian, bool IsByColumns, int[] Shape)
{
    private const int LongestHeader = 1 << 16;

    /// <summary>What every such file begins with.</summary>
    public static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    /// <summary>Reads the head, and makes sure that the values which it promises are there, before memory is taken for them.</summary>
    /// <param name="stream">The file from its start; read up to the first value.</param>
    /// <exception cref="InvalidDataException">The head is damaged, or the file is shorter than it says.</exception>
    /// <exception cref="EndOfStreamException">The file ends within the head.</exception>
    public static NpyHeader Read(Stream stream)
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
        return Parse(Encoding.Latin1.GetString(header), stream.Length - stream.Position);
    }

    private static NpyHeader Parse(string header, long bytes)
    {
        var (type, shape) = (TypePattern().Match(header), ShapePattern().Match(header));
        if (!type.Success || !shape.Success)
        {
            throw new InvalidDataException("its header names no plain type and shape");
        }

        var size = double.Parse(type.Groups[3].Value, CultureInfo.InvariantCulture);
        var axes = shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var promised = axes.Aggregate(size, (product, axis) => product * double.Parse(axis, CultureInfo.InvariantCulture));
        if (promised > bytes)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"its header promises {promised} bytes of values, but {bytes} are there"));
        }

        return new NpyHeader(
            type.Groups[2].Value[0],
            (int)size,
            type.Groups[1].Value == ">",
            ByColumnsPattern().IsMatch(header),
            [.. axes.Select(axis => int.Parse(axis, CultureInfo.InvariantCulture))]);
    }

    [GeneratedRegex(@"'descr':\s*'([<>|=]?)([a-zA-Z?])(\d{1,9})'")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'shape':\s*\(([\d\s,]*)\)")]
    private static partial Regex ShapePattern();

    [GeneratedRegex(@"'fortran_order':\s*True")]
    private static partial Regex ByColumnsPattern();
}
