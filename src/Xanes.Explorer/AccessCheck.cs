using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Xanes.Explorer;

/// <summary>
/// Lets through only requests of the page itself: from this machine, to its address by number (so that no other name can be pointed here),
/// with the token in the path, and, where a browser says from which page a request comes, from no other.
/// </summary>
internal sealed class AccessCheck(string token)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; " +
        "img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly byte[] _prefix = Encoding.UTF8.GetBytes($"/{token}/");

    /// <summary>Answers what must not pass.</summary>
    public Task Invoke(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        return IsOfThePage(context)
            ? next(context)
            : Answers.Fault(context, StatusCodes.Status403Forbidden, "this address is not the one that xanes explore printed");
    }

    private bool IsOfThePage(HttpContext context)
    {
        var connection = context.Connection;
        var request = context.Request;
        var own = $"{IPAddress.Loopback}:{connection.LocalPort}";
        var path = Encoding.UTF8.GetBytes(request.Path.Value ?? "");
        return connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
            && request.Host.Value == own
            && (request.Headers.Origin.Count == 0 || request.Headers.Origin == $"http://{own}")
            && path.Length >= _prefix.Length
            && CryptographicOperations.FixedTimeEquals(path.AsSpan(0, _prefix.Length), _prefix);
    }
}
