using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Xanes.Interop;

namespace Xanes.Native;

/// <summary>Text across the border: zero-terminated UTF-8.</summary>
internal static unsafe class TextArguments
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A text that the caller gives; null where the pointer is.</summary>
    /// <exception cref="InvalidInputException">It is not UTF-8.</exception>
    public static string? Read(byte* text)
    {
        try
        {
            return text == null ? null : Strict.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
        }
        catch (DecoderFallbackException fault)
        {
            throw new InvalidInputException($"'{Marshal.PtrToStringUTF8((nint)text)}' is not valid UTF-8; give names and texts as UTF-8", fault);
        }
    }

    /// <summary>Writes a text and a terminating zero as far as whole characters fit.</summary>
    /// <param name="text">The text.</param>
    /// <param name="buffer">Where it goes; may be null where <paramref name="capacity"/> is 0.</param>
    /// <param name="capacity">The buffer's bytes.</param>
    /// <param name="length">Takes the bytes of the whole text without the zero; may be null.</param>
    /// <exception cref="MisuseException">The capacity is negative, or there is no buffer to fill.</exception>
    public static void Write(string text, byte* buffer, long capacity, long* length)
    {
        if (capacity < 0 || (buffer == null && capacity > 0))
        {
            throw new MisuseException($"no buffer of {capacity} bytes was given; pass one, or null and 0 to ask for the length");
        }

        if (length != null)
        {
            *length = Encoding.UTF8.GetByteCount(text);
        }

        if (capacity > 0)
        {
            var room = (int)Math.Min(capacity - 1, Array.MaxLength);
            Utf8.FromUtf16(text, new Span<byte>(buffer, room), out _, out var written);
            buffer[written] = 0;
        }
    }
}
