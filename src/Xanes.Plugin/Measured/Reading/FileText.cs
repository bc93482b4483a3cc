using System.IO.Compression;
using System.Text;
using Xanes.Interop;

namespace Xanes.Plugin.Measured.Reading;

/// <summary>The text of a file of measured spectra, uncompressed where it is gzip'ed, of a bounded length.</summary>
internal static class FileText
{
    /// <summary>The longest text that is read, in bytes after decompression.</summary>
    public const int LongestText = 64 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file as UTF-8, as UTF-16 where it begins with its mark, else as Latin-1.</summary>
    /// <exception cref="InvalidInputException">It cannot be read, is too long, empty, damaged or binary.</exception>
    public static string Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = ReadBounded(file);
            return Checked(Decode(bytes is [0x1F, 0x8B, ..] ? ReadBounded(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress)) : bytes));
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidInputException($"is a damaged gzip file ({fault.Message}); fetch it again", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"cannot be read ({fault.Message}); check the file", fault);
        }
    }

    private static byte[] ReadBounded(Stream stream)
    {
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (content.Length + read > LongestText)
            {
                throw new InvalidInputException($"holds over {LongestText >> 20} MB of text; give a file with fewer spectra");
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes[2..]);
        }

        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            bytes = bytes[3..];
        }

        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private static string Checked(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new InvalidInputException("is empty; give a file with a measured spectrum");
        }

        return text.Contains('\0')
            ? throw new InvalidInputException("is a binary file; give an XDI file, an Athena project or columns of numbers")
            : text;
    }
}
