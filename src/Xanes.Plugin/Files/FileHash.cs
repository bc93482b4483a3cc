using System.Security.Cryptography;
using Xanes.Interop;

namespace Xanes.Plugin.Files;

/// <summary>The fingerprint of a file.</summary>
public static class FileHash
{
    /// <summary>The SHA-256 of a file's content in hexadecimal, lower case.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read.</exception>
    public static string Of(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be read ({fault.Message}); check the path", fault);
        }
    }
}
