using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Xanes.Native;

/// <summary>Text across the border: zero-terminated UTF-8.</summary>
internal static unsafe class TextArguments
{
    /// <summary>A text that the caller gives; null where the pointer is.</summary>
    public static string? Read(byte* text) => Marshal.PtrToStringUTF8((nint)text);

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
            *length = System.Text.Encoding.UTF8.GetByteCount(text);
        }

        if (capacity > 0)
        {
            var room = (int)Math.Min(capacity - 1, Array.MaxLength);
            Utf8.FromUtf16(text, new Span<byte>(buffer, room), out _, out var written);
            buffer[written] = 0;
        }
    }
}
