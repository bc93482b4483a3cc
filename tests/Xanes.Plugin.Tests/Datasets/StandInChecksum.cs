using System.Globalization;
using System.Text;

namespace Xanes.Plugin.Tests.Datasets;

/// <summary>The core level that the stand-in writes for an input: by the POSIX checksum, reckoned here a second time.</summary>
internal static class StandInChecksum
{
    /// <summary>Epsii in eV with three decimals.</summary>
    public static string Epsii(string input)
    {
        var sum = Checksum(Encoding.UTF8.GetBytes(input));
        return string.Create(CultureInfo.InvariantCulture, $"252{78 + (sum % 4)}.{sum / 4 % 1000:000}");
    }

    private static uint Checksum(byte[] content)
    {
        var crc = 0u;
        foreach (var octet in content)
        {
            crc = Next(crc, octet);
        }

        for (var length = content.Length; length > 0; length >>= 8)
        {
            crc = Next(crc, (byte)length);
        }

        return ~crc;
    }

    private static uint Next(uint crc, byte octet)
    {
        crc ^= (uint)octet << 24;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc & 0x80000000) != 0 ? (crc << 1) ^ 0x04C11DB7 : crc << 1;
        }

        return crc;
    }
}
