using System.Security.Cryptography;
using System.Text;
using Xanes.Plugin.Files;

namespace Xanes.Cli.Optimade;

/// <summary>Answers kept in the user's cache folder, by the address that was asked.</summary>
/// <param name="folder">The folder; made when the first answer is kept.</param>
internal sealed class PageCache(string folder)
{
    /// <summary>How long an answer is taken without asking again.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromDays(7);

    /// <summary>The answer to an address and when it came; null where there is none.</summary>
    public (byte[] Body, DateTime Kept)? Find(Uri address)
    {
        var path = PathOf(address);
        try
        {
            return File.Exists(path) ? (File.ReadAllBytes(path), File.GetLastWriteTimeUtc(path)) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps an answer; where the folder cannot be written it is asked for again next time.</summary>
    public void Keep(Uri address, byte[] body)
    {
        try
        {
            Directory.CreateDirectory(folder);
            DurableFile.Write(PathOf(address), stream => stream.Write(body));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written costs time, nothing else.
        }
    }

    private string PathOf(Uri address) =>
        Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)))[..32]}.json");
}
