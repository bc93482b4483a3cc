using Microsoft.AspNetCore.Http;
using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>Reads what the page sends, up to a limit.</summary>
internal static class BoundedBody
{
    /// <summary>The most bytes of a structure.</summary>
    public const int LargestStructure = 16 << 20;

    /// <summary>The most bytes of a measured file.</summary>
    public const int LargestFile = 64 << 20;

    /// <summary>The most bytes of a request that is no file.</summary>
    public const int LargestRequest = 256 << 10;

    /// <summary>The bytes of a body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The most bytes.</param>
    /// <exception cref="InvalidInputException">It has more.</exception>
    public static async Task<byte[]> Read(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted).ConfigureAwait(false) is > 0 and var count)
        {
            if (bytes.Length + count > limit)
            {
                throw TooLarge(limit);
            }

            bytes.Write(buffer, 0, count);
        }

        return bytes.ToArray();
    }

    private static InvalidInputException TooLarge(int limit) =>
        new(limit >= 1 << 20 ? $"the file has over {limit >> 20} MB; cut out the part that matters" : $"the request has over {limit >> 10} kB");
}
